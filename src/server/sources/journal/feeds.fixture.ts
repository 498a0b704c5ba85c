/** Feeds written by hand in the shapes that journals send, each with what makes it hard. */

/** RSS 1.0 as nature.com sends it: RDF, items beside the channel, Dublin Core and PRISM. */
export const rdf = (items = '') => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel rdf:about="http://feeds.nature.example/nphys/rss/current">
    <title>Nature Physics</title>
    <link>http://feeds.nature.example/nphys/rss/current</link>
    <items><rdf:Seq><rdf:li rdf:resource="https://www.nature.example/articles/s1"/></rdf:Seq></items>
    <dc:rights>© 2026 Springer Nature Limited</dc:rights>
  </channel>
  <item rdf:about="https://www.nature.example/articles/s1">
    <title><![CDATA[Growth of <i>E. coli</i> in H<sub>2</sub>O &amp; light]]></title>
    <link>https://www.nature.example/articles/s1</link>
    <content:encoded><![CDATA[<p>Nature Physics, Published online: 13 May 2026; <a href="https://doi.org/10.1038/s1">doi:10.1038/s1</a></p>Bacteria grow. They are <b>small</b>.]]></content:encoded>
    <dc:creator>Ada One</dc:creator>
    <dc:creator>Bo, Two</dc:creator>
    <dc:identifier>doi:10.1038/S1</dc:identifier>
    <dc:source>Nature Physics, Published online: 2026-05-13; | doi:10.1038/s1</dc:source>
    <dc:date>2026-05-13</dc:date>
    <prism:publicationName>Nature Physics</prism:publicationName>
    <prism:volume>22</prism:volume>
    <prism:number>5</prism:number>
    <prism:startingPage>600</prism:startingPage>
    <prism:endingPage>610</prism:endingPage>
    <prism:doi>10.1038/s1</prism:doi>
  </item>
  ${items}
</rdf:RDF>`;

/** RSS 2.0. */
export const rss = (items: string, channel = '') => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Journal of Examples</title>
    <link>https://journal.example/</link>
    <atom:link href="https://journal.example/feed.xml" rel="self" type="application/rss+xml"/>
    ${channel}
    ${items}
  </channel>
</rss>`;

export const item = (name: string, more = '') => `<item>
      <title>Paper ${name}</title>
      <link>/papers/${name}.html</link>
      <guid isPermaLink="false">paper-${name}</guid>
      <pubDate>Tue, 24 Nov 2026 08:00:00 EST</pubDate>
      ${more}
    </item>`;

/** Atom as PLOS sends it. */
export const atom = (entries: string) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://journals.plos.example/plosone/">
  <title>PLOS ONE</title>
  <id>https://journals.plos.example/plosone/</id>
  <author><name>PLOS</name></author>
  <updated>2026-11-24T08:00:00Z</updated>
  <rights>https://creativecommons.org/licenses/by/4.0/</rights>
  ${entries}
</feed>`;

export const entry = (number: number, more = '') => `<entry>
    <title>Entry ${number}: x &lt; y</title>
    <link rel="alternate" href="article?id=10.1371/journal.pone.${number}" title="Entry"/>
    <link rel="related" type="application/pdf" href="article/file?id=${number}&amp;type=printable"/>
    <id>10.1371/journal.pone.${number}</id>
    <published>2026-11-20T14:00:00Z</published>
    <updated>2026-11-21T14:00:00Z</updated>
    <author><name>Ada One</name></author>
    <author><name>Bo Two</name></author>
    ${more}
  </entry>`;
