const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** A server for mail, out of a setting's address: `smtp://`, `smtps://`, `imap://`, `imaps://`. */
export interface MailAddress {
  host: string;
  port: number;
  /** Whether TLS begins with the first byte. */
  secure: boolean;
  /** Whether what goes there must go under TLS: a password that leaves this machine. */
  wantsTls: boolean;
  credentials: { user: string; pass: string } | undefined;
}

/** @param ports the usual ones: with TLS from the first byte, and without. */
export function mailAddress(url: URL, ports: { secure: number; plain: number }): MailAddress {
  const secure = /^(?:smtps|imaps):$/.test(url.protocol);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? ports.secure : ports.plain),
    secure,
    wantsTls: url.username !== '' && !LOOPBACK.test(url.hostname),
    credentials: url.username
      ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
      : undefined,
  };
}
