/** Addresses of our own API. Below `/api` there are others', whose clients read answers and errors as they know them. */
const OWN =
  /^\/api\/(?:search|suggest|daily|week|month|trending|openapi\.json|returned-mail|admin\/(?:mails|subscribers)|papers\/.+\/(?:similar|whole|markdown|bibtex|sightings))$/;
/** Answered from the catalogue, or from nothing but the program: the search index may be as it is. */
const WITHOUT_INDEX = /^\/api(?:$|\/(?:daily_papers|daily|week|month|trending|openapi\.json)$)/;

/** Whether an address is one of our own API: its refusals are problem details. */
export function isOwnApi(pathname: string): boolean {
  return OWN.test(pathname);
}

/** Whether an address below `/api` is answered without the search index, so that the catalogue’s revision says all. */
export function asksCatalogueAlone(pathname: string): boolean {
  return WITHOUT_INDEX.test(pathname);
}
