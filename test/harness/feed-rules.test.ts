import { describe, expect, it } from 'vitest';
import { feedFaults } from './feed-rules.ts';

const ATOM = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:uuid:1</id><title>T</title><updated>2026-06-18T00:00:00Z</updated>
<link rel="self" href="https://a.example/feed.atom"/><author><name>N</name></author>
<entry><id>urn:uuid:2</id><title>One</title><updated>2026-06-18T00:00:00.5Z</updated>
<link rel="alternate" href="https://a.example/1"/><category term="cs.CL"/><summary type="html">&lt;p&gt;x &lt;a href="https://a.example/"&gt;y&lt;/a&gt;&lt;/p&gt;</summary></entry>
<entry><id>urn:uuid:3</id><title>Two</title><updated>2026-06-18T02:00:00+02:00</updated><link href="https://a.example/2"/></entry></feed>`;

const RSS = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>T</title><link>https://a.example/</link><description>D</description><lastBuildDate>Thu, 18 Jun 2026 00:00:00 GMT</lastBuildDate>
<atom:link rel="self" href="https://a.example/feed.rss" type="application/rss+xml"/>
<item><title>One</title><link>https://a.example/1</link><guid isPermaLink="false">urn:uuid:2</guid><dc:creator>A</dc:creator><pubDate>Thu, 18 Jun 2026 00:00:00 GMT</pubDate></item>
<item><description>Two</description><guid>https://a.example/2</guid></item></channel></rss>`;

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'T',
  home_page_url: 'https://a.example/',
  feed_url: 'https://a.example/feed.json',
  items: [
    {
      id: 'urn:uuid:2',
      url: 'https://a.example/1',
      content_html: '<p>x</p>',
      date_published: '2026-06-18T00:00:00Z',
      authors: [{ name: 'A' }],
      tags: ['cs.CL'],
    },
    { id: 'urn:uuid:3', content_text: '' },
  ],
});

/** A valid feed with one thing changed, and what the rules say of it. */
const BROKEN: [form: 'atom' | 'rss' | 'json', from: string, to: string, fault: RegExp][] = [
  ['atom', '</feed>', '', /well-formed/],
  ['atom', '<title>One</title>', '<title>One & two</title>', /well-formed/],
  ['atom', '<title>One</title>', '<title>One\u0001</title>', /well-formed/],
  ['atom', '<?xml version="1.0"?>', '<!DOCTYPE feed>', /DOCTYPE/],
  ['atom', '2005/Atom', '2005/Rss', /no Atom feed/],
  ['atom', '<id>urn:uuid:1</id>', '', /<feed> has 0 <id>/],
  ['atom', '<id>urn:uuid:1</id>', '<id>1</id>', /<id> in <feed>/],
  ['atom', '<title>T</title>', '<title>T</title><title>U</title>', /<feed> has 2 <title>/],
  ['atom', '<title>One</title>', '<title> </title>', /<title> in <entry>/],
  ['atom', '<title>One</title>', '<title type="html">&lt;b onclick="x"&gt;One</title>', /HTML has <b onclick/],
  ['atom', '<title>One</title>', '<title>One</title><pubDate/>', /<pubDate> has no place/],
  ['atom', '<title>One</title>', '<title>One</title><x:y/>', /not declared/],
  ['atom', '2026-06-18T00:00:00Z', '2026-06-31T00:00:00Z', /<updated> in <feed>/],
  ['atom', '2026-06-18T00:00:00.5Z', '2026-06-18', /<updated> in <entry>/],
  ['atom', 'rel="self"', 'rel="related"', /names itself 0 times/],
  ['atom', '<author><name>N</name></author>', '', /an entry has no author/],
  ['atom', '<name>N</name>', '<name/>', /<name> in <author>/],
  ['atom', 'urn:uuid:3', 'urn:uuid:2', /two entries are urn:uuid:2/],
  ['atom', 'href="https://a.example/1"', 'href="/1"', /leads to “\/1”/],
  ['atom', '<link rel="alternate" href="https://a.example/1"/>', '', /neither content nor alternate/],
  ['atom', '<category', '<link href="https://b.example/"/><category', /two alternates/],
  ['atom', 'term="cs.CL"', 'label="cs.CL"', /no term/],
  ['atom', '&lt;p&gt;x', '&lt;script&gt;x', /HTML has <script/],
  ['atom', 'https://a.example/"&gt;y', 'javascript:x"&gt;y', /HTML has <a href=javascript/],
  ['rss', 'version="2.0"', 'version="0.92"', /no RSS/],
  ['rss', '<description>D</description>', '', /<channel> has 0 <description>/],
  ['rss', '<link>https://a.example/</link>', '<link>/</link>', /<link> in <channel>/],
  ['rss', 'Thu, 18 Jun 2026 00:00:00 GMT', 'Wed, 18 Jun 2026 00:00:00 GMT', /lastBuildDate/],
  ['rss', 'GMT</pubDate>', 'Z</pubDate>', /pubDate/],
  ['rss', 'rel="self"', 'rel="via"', /names itself 0 times/],
  ['rss', 'type="application/rss+xml"', 'type="text/xml"', /is itself at/],
  ['rss', '<guid isPermaLink="false">', '<guid>', /guid is no link/],
  ['rss', '>https://a.example/2<', '>urn:uuid:2<', /two items are/],
  ['rss', '<title>One</title>', '<title>One</title><author>Ada</author>', /<author> in <item>/],
  ['rss', '<description>Two</description>', '', /no title and no description/],
  ['rss', ' xmlns:dc="http://purl.org/dc/elements/1.1/"', '', /“dc:” is not declared/],
  ['json', '{"version"', '["version"', /no JSON/],
  ['json', 'version/1.1', 'version/1', /version must not be/],
  ['json', '"title":"T"', '"name":"T"', /has no title/],
  ['json', '"id":"urn:uuid:3"', '"id":3', /id must not be 3/],
  ['json', '"id":"urn:uuid:3"', '"id":"urn:uuid:2"', /two items are/],
  ['json', ',"content_text":""', '', /no content/],
  ['json', '00:00:00Z', '25:00:00Z', /date_published/],
  ['json', '{"name":"A"}', '{}', /authors/],
  ['json', '["cs.CL"]', '[1]', /tags/],
  ['json', '<p>x</p>', '<img src=x>', /HTML has <img/],
];

describe('the rules of feeds', () => {
  const valid = { atom: ATOM, rss: RSS, json: JSON_FEED };

  it.each(['atom', 'rss', 'json'] as const)('find nothing wrong with a valid feed of kind %s', (form) => {
    expect(feedFaults(form, valid[form])).toEqual([]);
  });

  it.each(BROKEN)('of kind %s: %j may not be %j', (form, from, to, fault) => {
    expect(valid[form]).toContain(from);
    const faults = feedFaults(form, valid[form].replace(from, to));
    expect(faults.join('\n')).toMatch(fault);
  });
});
