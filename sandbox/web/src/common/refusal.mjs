/** What a FHIR server's answer says: the status and, where it refused, the rule and the scope that would have done. */

const CHALLENGED_SCOPE = /\bscope="([^"]*)"/;
const ENOUGH = /Enough would have been: (.+)$/;

/**
 * Reads an answer.
 * @param status the HTTP status
 * @param body the parsed body or null
 * @param challenge the WWW-Authenticate header or null
 */
export function explain(status, body, challenge) {
  const issue = body?.resourceType === 'OperationOutcome' ? body.issue?.[0] : undefined;
  const text = issue?.details?.text ?? issue?.diagnostics ?? null;
  return {
    status,
    refused: status >= 400,
    rule: issue?.details?.coding?.[0]?.code ?? null,
    text,
    scope: CHALLENGED_SCOPE.exec(challenge ?? '')?.[1] ?? ENOUGH.exec(text ?? '')?.[1] ?? null,
    found: status < 400 ? found(body) : null,
  };
}

function found(body) {
  if (body?.resourceType === 'Bundle') {
    return `Bundle, ${body.entry?.length ?? 0}`;
  }
  return body?.resourceType ? `${body.resourceType}/${body.id ?? ''}` : null;
}
