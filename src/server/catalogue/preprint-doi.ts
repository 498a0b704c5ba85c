/**
 * DOIs that preprint servers give, each by the form of its names: bioRxiv and medRxiv share their prefix with the
 * journals of Cold Spring Harbor (`10.1101/gr.1234` is Genome Research), a preprint there is a number with or without
 * a date. Then Research Square, Preprints.org, ChemRxiv, the servers of OSF, SSRN, TechRxiv, Authorea.
 */
const PREPRINT =
  /^10\.(?:(?:1101|64898)\/(?:\d{4}\.\d{2}\.\d{2}\.)?\d+|21203\/rs\.|20944\/preprints|26434\/chemrxiv|312(?:34|19)\/osf\.io|2139\/ssrn|36227\/techrxiv|22541\/au\.)/;

/** Whether a DOI names a preprint and not what a journal or a conference published. */
export const isPreprintDoi = (doi: string): boolean => PREPRINT.test(doi);
