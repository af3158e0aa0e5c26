<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
    ${msg("smartEncounterTitle")}
<#elseif section = "form">
<div id="smart-encounter">
    <p class="pf-v5-u-mb-md">${msg("smartEncounterHint", picker.app)}</p>
    <#if picker.patient?has_content>
    <p class="pf-v5-u-mb-md" id="smart-encounter-patient">${msg("smartEncounterPatient")} <strong><bdi>${picker.patient}</bdi></strong></p>
    </#if>

    <#if picker.problem?has_content>
    <div class="${properties.kcAlertClass!} pf-m-danger" role="alert" id="smart-encounter-problem">
        <div class="${properties.kcAlertIconClass!}"><span class="${properties.kcFeedbackErrorIcon!}" aria-hidden="true"></span></div>
        <p class="${properties.kcAlertTitleClass!}">${msg(picker.problem)}</p>
    </div>
    </#if>

    <form id="smart-encounter-choice" action="${url.loginAction}" method="post">
        <#if picker.retry>
        <button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!} pf-v5-u-mb-md" type="submit" name="retry" value="1">${msg("smartEncounterRetry")}</button>
        </#if>

        <#if picker.searched>
        <h2 class="pf-v5-c-title pf-m-lg pf-v5-u-mb-sm" id="smart-encounter-results">${msg("smartEncounterResults")}</h2>
        <#if picker.encounters?has_content>
        <ul role="list" aria-labelledby="smart-encounter-results" class="pf-v5-u-mb-md" style="list-style: none; padding: 0; margin: 0">
            <#list picker.encounters as encounter>
            <li class="pf-v5-u-mb-sm">
                <button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" style="text-align: start; white-space: normal; overflow-wrap: anywhere" type="submit" name="encounter" value="${encounter.id}">
                    <strong class="pf-v5-u-display-block"><#if encounter.start?has_content>${encounter.start}<#else>${msg("smartEncounterNoDate")}</#if></strong>
                    <#if encounter.kind?has_content><span class="pf-v5-u-display-block"><bdi>${encounter.kind}</bdi></span></#if>
                    <#if encounter.place?has_content><span class="pf-v5-u-display-block"><bdi>${encounter.place}</bdi></span></#if>
                    <#if encounter.status?has_content><span class="pf-v5-u-display-block">${msg("smartEncounterStatus." + encounter.status)}</span></#if>
                </button>
            </li>
            </#list>
        </ul>
        <#else>
        <p class="pf-v5-u-mb-md" role="status" id="smart-encounter-none">${msg("smartEncounterNone")}</p>
        </#if>
        <#if picker.cut>
        <p class="pf-v5-u-mb-md" role="status" id="smart-encounter-cut">${msg("smartEncounterCut")}</p>
        </#if>
        </#if>

        <#if picker.hasPrevious || picker.hasNext>
        <div class="pf-v5-u-display-flex pf-v5-u-mb-md" style="gap: 1rem">
            <#if picker.hasPrevious><button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" type="submit" name="previous" value="1">${msg("smartEncounterPrevious")}</button></#if>
            <#if picker.hasNext><button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" type="submit" name="next" value="1">${msg("smartEncounterNext")}</button></#if>
        </div>
        </#if>

        <button class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} pf-v5-u-mb-md" type="submit" name="without" value="1">${msg("smartEncounterWithout")}</button>
        <button class="${properties.kcButtonLinkClass!"pf-v5-c-button pf-m-link"} ${properties.kcButtonBlockClass!}" type="submit" name="cancel" value="1">${msg("smartEncounterCancel")}</button>
    </form>
</div>
</#if>
</@layout.registrationLayout>
