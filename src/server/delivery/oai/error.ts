/** The errors of OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions). */
export type OaiCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'
  | 'noMetadataFormats';

/** It is answered with HTTP 200, as the protocol has it. */
export class OaiError extends Error {
  readonly code: OaiCode;

  constructor(code: OaiCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const badArgument = (message: string) => new OaiError('badArgument', message);
export const badToken = () => new OaiError('badResumptionToken', 'The resumptionToken is none of this server’s.');
