/** Words of English grammar, which say nothing of what a text is about. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a about above after again all also although am among an and any are as at be because been before being below ' +
    'between both but by can could did do does doing down during each either et etc even every few for from further ' +
    'had has have having he hence her here hers him his how however i if in into is it its itself just may me might ' +
    'more moreover most much must my neither no nor not of off on once only onto or other our ours out over own per ' +
    'same she should since so some such than that the their theirs them then there thereby therefore these they this ' +
    'those though through thus to too toward towards under until up upon us very via was we were what when where ' +
    'whereas whether which while who whom whose why will with within without would yet you your al ie eg s t d'
  ).split(' '),
);
