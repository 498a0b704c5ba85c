/**
 * A collection's file in the shape of the real ones: written by hand, with what was seen in `2025.acl.xml`,
 * `2022.acl.xml` and `J89.xml`. Files have an `<author>` with ids, an affiliation and names in other scripts; papers
 * have `<pdf hash>` since 2025 and `<url hash>` before; volumes hold their editors as `<editor>`.
 */
export const collection = (
  papers: string,
  id = '2025.acl',
  volume = 'long',
  meta = '',
) => `<?xml version='1.0' encoding='UTF-8'?>
<collection id="${id}">
  <volume id="${volume}" ingest-date="2025-07-14" type="proceedings">
    <!-- https://aclanthology.org/${id}-${volume}/ -->
    <meta>
      <booktitle>Proceedings of the 63rd Meeting (<fixed-case>V</fixed-case>olume 1: Long Papers)</booktitle>
      <editor><first>Wanda</first><last>Editor</last></editor>
      <month>July</month>
      <year>2025</year>
      ${meta}
    </meta>
    <frontmatter>
      <pdf hash="4ca339c1"/>
      <bibkey>acl-ws-2025-long</bibkey>
    </frontmatter>
    ${papers}
  </volume>
</collection>
`;

export const paper = (number: number | string, more = '') => `<paper id="${number}">
      <!-- https://aclanthology.org/2025.acl-long.${number}/ -->
      <title><fixed-case>P</fixed-case>aper number ${number}</title>
      <author id="ada-one" orcid="0000-0001-0000-0000"><first>Ada</first><last>One</last><affiliation>Sea &amp; Sky University</affiliation><variant script="hani"><first>艾</first><last>达</last></variant></author>
      <author><last>Plato</last></author>
      <pages>${number}-22</pages>
      <pdf hash="a77aa6a5"/>
      <bibkey>one-etal-2025-${number}</bibkey>
      <doi>10.18653/v1/2025.acl-long.${number}</doi>
      ${more}
    </paper>`;
