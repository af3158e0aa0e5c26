<#import "template.ftl" as layout>
<#assign app = advancedMsg(consent.app)>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header">
    ${msg("smartConsentTitle", app)}
<#elseif section = "form">
<div id="smart-consent" style="overflow-wrap: anywhere">
    <p class="pf-v5-u-mb-md" id="smart-consent-asks">${msg("smartConsentAsks", app, consent.user)}<#if consent.appAddress?has_content> ${msg("smartConsentAddress", consent.appAddress)}</#if></p>

    <#if consent.patient == "own">
    <p class="pf-v5-u-mb-md" id="smart-consent-patient">${msg("smartConsentOwn")}</p>
    <#elseif consent.patient == "other">
    <p class="pf-v5-u-mb-md" id="smart-consent-patient">${msg("smartConsentPatient")} <strong><bdi>${consent.patientName}</bdi></strong></p>
    </#if>

    <#if consent.server?has_content>
    <p class="pf-v5-u-mb-md" id="smart-consent-server">${msg("smartConsentServer", consent.server)}</p>
    </#if>

    <#if consent.problem?has_content>
    <div class="${properties.kcAlertClass!} pf-m-danger" role="alert" id="smart-consent-problem">
        <div class="${properties.kcAlertIconClass!}"><span class="${properties.kcFeedbackErrorIcon!}" aria-hidden="true"></span></div>
        <p class="${properties.kcAlertTitleClass!}">${msg(consent.problem)}</p>
    </div>
    </#if>

    <form id="smart-consent-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
        <input type="hidden" name="offer" value="${consent.offer}">

        <#if consent.lines?has_content>
        <fieldset id="smart-consent-scopes" class="pf-v5-u-mb-md" aria-describedby="smart-consent-hint" style="border: 0; padding: 0; margin: 0; min-width: 0">
            <legend class="pf-v5-c-title pf-m-lg pf-v5-u-mb-sm">${msg("smartConsentChoices", app)}</legend>
            <p class="pf-v5-u-mb-md" id="smart-consent-hint">${msg("smartConsentChoicesHint")}</p>
            <#list consent.lines as line>
            <div id="smart-consent-item-${line.index?c}" class="pf-v5-u-mb-md">
                <#if line.opened>
                <fieldset style="border: 0; padding: 0; margin: 0; min-width: 0">
                    <legend class="pf-v5-u-mb-sm">${line.sentence} <span class="pf-v5-u-display-block pf-v5-u-font-size-sm">${msg("smartConsentParts")}</span></legend>
                    <#list line.parts as part>
                    <div class="pf-v5-u-ml-md pf-v5-u-mb-sm"><@box part /></div>
                    </#list>
                    <@turn "close" line.index?c msg("smartConsentClose") msg("smartConsentCloseOf", line.sentence) />
                </fieldset>
                <#else>
                <@box line />
                <#if line.canOpen><@turn "open" line.index?c msg("smartConsentOpen") msg("smartConsentOpenOf", line.sentence) /></#if>
                </#if>
            </div>
            </#list>
        </fieldset>
        </#if>

        <#if consent.information?has_content>
        <h2 class="pf-v5-c-title pf-m-lg pf-v5-u-mb-sm" id="smart-consent-information-title">${msg("smartConsentInformation")}</h2>
        <ul id="smart-consent-information" class="${properties.kcListClass!"pf-v5-c-list"} pf-v5-u-mb-md" aria-labelledby="smart-consent-information-title">
            <#list consent.information as line>
            <li>${advancedMsg(line.sentence)}<#if line.longer?has_content><span class="pf-v5-u-display-block pf-v5-u-font-size-sm">${line.longer}</span></#if></li>
            </#list>
        </ul>
        </#if>

        <#if consent.tos?has_content || consent.policy?has_content>
        <p class="pf-v5-u-mb-md" id="smart-consent-links">
            <#if consent.tos?has_content><a href="${consent.tos}" target="_blank" rel="noopener noreferrer">${msg("smartConsentTerms")}</a></#if>
            <#if consent.policy?has_content><a href="${consent.policy}" target="_blank" rel="noopener noreferrer">${msg("smartConsentPolicy")}</a></#if>
        </p>
        </#if>

        <p class="pf-v5-u-mb-md" id="smart-consent-remembered">${msg("smartConsentRemembered", app)}<#if consent.account?has_content> ${msg("smartConsentTakeBack")} <a href="${consent.account}" target="_blank" rel="noopener noreferrer">${msg("smartConsentTakeBackAccount")}</a></#if></p>

        <div class="pf-v5-u-display-flex" style="gap: 1rem">
            <button class="${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!}" id="smart-consent-allow" type="submit" name="allow" value="1">${msg("smartConsentAllow")}</button>
            <button class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" id="smart-consent-decline" type="submit" name="decline" value="1">${msg("smartConsentDecline")}</button>
        </div>
    </form>
</div>
</#if>
</@layout.registrationLayout>

<#macro box line>
<div class="${properties.kcCheckboxClass!"pf-v5-c-check"}">
    <input class="${properties.kcCheckboxInputClass!"pf-v5-c-check__input"}" type="checkbox" id="smart-consent-scope-${line.index?c}" name="scope" value="${line.index?c}" aria-describedby="smart-consent-text-${line.index?c}"<#if line.ticked> checked</#if>>
    <label class="${properties.kcCheckboxLabelClass!"pf-v5-c-check__label"}" for="smart-consent-scope-${line.index?c}">${advancedMsg(line.sentence)}</label>
    <span class="pf-v5-c-check__description" id="smart-consent-text-${line.index?c}"><#if line.longer?has_content>${line.longer} </#if><code>${line.text}</code></span>
</div>
</#macro>

<#macro turn way index label whole>
<button class="${properties.kcButtonLinkClass!"pf-v5-c-button pf-m-link"} pf-m-inline" id="smart-consent-${way}-${index}" type="submit" name="${way}" value="${index}" aria-label="${whole}">${label}</button>
</#macro>
