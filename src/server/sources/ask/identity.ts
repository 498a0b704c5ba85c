/** Who asks, for those who run a source. */
export interface Identity {
  /** The program's version. */
  version: string;
  /** Where whoever runs this installation can be reached: a mail address or a web address; empty for neither. */
  contact: string;
}

const MAIL = /^[^\s@<>()]{1,64}@[^\s@<>()]{1,250}$/;

/** `Offprint/0.1.0 (+mailto:me@example.org)`, and `From` where the contact is a mail address, as OAI-PMH asks for. */
export function identityHeaders({ version, contact }: Identity): Record<string, string> {
  // A header is a line of ASCII, and the parentheses are ours.
  const words = contact.replace(/[^\x21-\x7e]|[()]/g, '').slice(0, 300);
  const address = words.replace(/^mailto:/i, '');
  if (MAIL.test(address)) return { 'user-agent': `Offprint/${version} (+mailto:${address})`, from: address };
  return { 'user-agent': words ? `Offprint/${version} (+${words})` : `Offprint/${version}` };
}
