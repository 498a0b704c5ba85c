/** Mails as mail servers send them back (RFC 3464), and as mailbox providers report complaints (RFC 5965). */

const lines = (...parts: string[]) => `${parts.join('\r\n')}\r\n`;

function report(type: string, machine: string[], original: string[]): string {
  return lines(
    'From: MAILER-DAEMON@mx.example.net',
    'To: digest@papers.example.org',
    'Subject: Returned mail',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="=_1"`,
    '',
    '--=_1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your mail came back. Message-ID: <not-this-one@example.org>',
    '--=_1',
    `Content-Type: message/${type}`,
    '',
    ...machine,
    '',
    '--=_1',
    ...original,
    '--=_1--',
  );
}

const headersOf = (id: string) => [
  'Content-Type: text/rfc822-headers',
  '',
  `Message-ID: <${id}>`,
  'Subject: Papers',
  '',
];

export function bounceOf(id: string, { status = '5.1.1', action = 'failed', original = headersOf(id) } = {}): string {
  const machine = [
    'Reporting-MTA: dns; mx.example.net',
    '',
    'Final-Recipient: rfc822; ada@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} told`,
    ' over two lines',
  ];
  return report('delivery-status', machine, original);
}

export function complaintOf(id: string, feedback = 'abuse'): string {
  const original = ['Content-Type: message/rfc822', '', 'From: a@b.c', `Message-ID:\r\n <${id}>`, '', 'Papers', ''];
  return report('feedback-report', [`Feedback-Type: ${feedback}`, 'User-Agent: Example/1', 'Version: 1'], original);
}
