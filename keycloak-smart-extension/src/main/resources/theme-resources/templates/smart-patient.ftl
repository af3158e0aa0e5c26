<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
    ${msg("smartPatientTitle")}
<#elseif section = "form">
<div id="smart-patient">
    <p class="pf-v5-u-mb-md">
        <#if picker.bound>${msg("smartPatientBoundHint", picker.app)}<#else>${msg("smartPatientHint", picker.app)}</#if>
    </p>

    <#if picker.problem?has_content>
    <div class="${properties.kcAlertClass!} pf-m-danger" role="alert" id="smart-patient-problem">
        <div class="${properties.kcAlertIconClass!}"><span class="${properties.kcFeedbackErrorIcon!}" aria-hidden="true"></span></div>
        <p class="${properties.kcAlertTitleClass!}">${msg(picker.problem)}</p>
    </div>
    </#if>

    <#if !picker.bound>
    <form id="smart-patient-search" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" role="search" novalidate>
        <@field name="name" label=msg("smartPatientName") value=picker.name />
        <@field name="identifier" label=msg("smartPatientIdentifier") value=picker.identifier />
        <@field name="birthDate" label=msg("smartPatientBirthDate") value=picker.birthDate hint=msg("smartPatientBirthDateHint") />
        <div class="${properties.kcFormGroupClass!}">
            <button class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}" type="submit" name="search" value="1">${msg("smartPatientSearch")}</button>
        </div>
    </form>
    </#if>

    <form id="smart-patient-choice" class="pf-v5-u-mt-md" action="${url.loginAction}" method="post">
        <#if picker.retry>
        <button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!} pf-v5-u-mb-md" type="submit" name="retry" value="1">${msg("smartPatientRetry")}</button>
        </#if>

        <#if picker.searched>
        <h2 class="pf-v5-c-title pf-m-lg pf-v5-u-mb-sm" id="smart-patient-results">${msg("smartPatientResults")}</h2>
        <#if picker.patients?has_content>
        <ul role="list" aria-labelledby="smart-patient-results" class="pf-v5-u-mb-md" style="list-style: none; padding: 0; margin: 0">
            <#list picker.patients as patient>
            <li class="pf-v5-u-mb-sm">
                <button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" style="text-align: start; white-space: normal; overflow-wrap: anywhere" type="submit" name="patient" value="${patient.id}">
                    <strong class="pf-v5-u-display-block"><bdi><#if patient.name?has_content>${patient.name}<#else>${msg("smartPatientNoName")}</#if></bdi></strong>
                    <#if patient.birthDate?has_content || patient.gender?has_content>
                    <span class="pf-v5-u-display-block"><#if patient.birthDate?has_content>${msg("smartPatientBorn")} ${patient.birthDate}<#if patient.gender?has_content>, </#if></#if><#if patient.gender?has_content>${msg("smartPatientGender." + patient.gender)}</#if></span>
                    </#if>
                    <#if patient.identifier?has_content><span class="pf-v5-u-display-block">${msg("smartPatientNumber")} <bdi>${patient.identifier}</bdi></span></#if>
                </button>
            </li>
            </#list>
        </ul>
        <#else>
        <p class="pf-v5-u-mb-md" role="status" id="smart-patient-none">${msg("smartPatientNone")}</p>
        </#if>
        <#if picker.cut>
        <p class="pf-v5-u-mb-md" role="status" id="smart-patient-cut">${msg("smartPatientCut")}</p>
        </#if>
        <#elseif picker.bound && !picker.problem?has_content>
        <p class="pf-v5-u-mb-md" role="status" id="smart-patient-none">${msg("smartPatientNone")}</p>
        </#if>

        <#if picker.hasPrevious || picker.hasNext>
        <div class="pf-v5-u-display-flex pf-v5-u-mb-md" style="gap: 1rem">
            <#if picker.hasPrevious><button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" type="submit" name="previous" value="1">${msg("smartPatientPrevious")}</button></#if>
            <#if picker.hasNext><button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" type="submit" name="next" value="1">${msg("smartPatientNext")}</button></#if>
        </div>
        </#if>

        <button class="${properties.kcButtonLinkClass!"pf-v5-c-button pf-m-link"} ${properties.kcButtonBlockClass!}" type="submit" name="cancel" value="1">${msg("smartPatientCancel")}</button>
    </form>
</div>
</#if>
</@layout.registrationLayout>

<#macro field name label value hint="">
<div class="${properties.kcFormGroupClass!}">
    <div class="${properties.kcFormGroupLabelClass!}">
        <label for="smart-patient-${name}" class="${properties.kcFormLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${label}</span></label>
    </div>
    <span class="${properties.kcInputClass!}">
        <input id="smart-patient-${name}" name="${name}" value="${value}" type="text" maxlength="100" autocomplete="off"<#if hint?has_content> aria-describedby="smart-patient-${name}-hint"</#if>>
    </span>
    <#if hint?has_content><div class="${properties.kcInputHelperTextClass!}" id="smart-patient-${name}-hint">${hint}</div></#if>
</div>
</#macro>
