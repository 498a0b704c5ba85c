const MAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;

/** The protocol wants a mail address: the contact that is told to sources, where it is one; else one that reaches nobody. */
export const adminEmailOf = (contact: string): string => {
  const address = contact.replace(/^mailto:/i, '');
  return MAIL.test(address) ? address : 'nobody@offprint.invalid';
};
