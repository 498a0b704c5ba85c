/**
 * arXiv's categories (https://arxiv.org/category_taxonomy) as of 2026: 155 of them, in 20 archives. Those that arXiv
 * has closed are not among them; papers that carry one keep it, without a name.
 */

export interface Category {
  /** `cs.CL`, or an archive: `cs`, `hep-th`. */
  code: string;
  name: string;
}

/** Archive, its name, and its classes, each with a name; without classes an archive is a category itself. */
const ARCHIVES: [archive: string, name: string, classes?: string][] = [
  [
    'cs',
    'Computer Science',
    'AI Artificial Intelligence; AR Hardware Architecture; CC Computational Complexity; ' +
      'CE Computational Engineering, Finance, and Science; CG Computational Geometry; CL Computation and Language; ' +
      'CR Cryptography and Security; CV Computer Vision and Pattern Recognition; CY Computers and Society; ' +
      'DB Databases; DC Distributed, Parallel, and Cluster Computing; DL Digital Libraries; DM Discrete Mathematics; ' +
      'DS Data Structures and Algorithms; ET Emerging Technologies; FL Formal Languages and Automata Theory; ' +
      'GL General Literature; GR Graphics; GT Computer Science and Game Theory; HC Human-Computer Interaction; ' +
      'IR Information Retrieval; IT Information Theory; LG Machine Learning; LO Logic in Computer Science; ' +
      'MA Multiagent Systems; MM Multimedia; MS Mathematical Software; NA Numerical Analysis; ' +
      'NE Neural and Evolutionary Computing; NI Networking and Internet Architecture; OH Other Computer Science; ' +
      'OS Operating Systems; PF Performance; PL Programming Languages; RO Robotics; SC Symbolic Computation; SD Sound; ' +
      'SE Software Engineering; SI Social and Information Networks; SY Systems and Control',
  ],
  [
    'eess',
    'Electrical Engineering and Systems Science',
    'AS Audio and Speech Processing; IV Image and Video Processing; SP Signal Processing; SY Systems and Control',
  ],
  [
    'stat',
    'Statistics',
    'AP Applications; CO Computation; ME Methodology; ML Machine Learning; OT Other Statistics; TH Statistics Theory',
  ],
  [
    'math',
    'Mathematics',
    'AC Commutative Algebra; AG Algebraic Geometry; AP Analysis of PDEs; AT Algebraic Topology; ' +
      'CA Classical Analysis and ODEs; CO Combinatorics; CT Category Theory; CV Complex Variables; ' +
      'DG Differential Geometry; DS Dynamical Systems; FA Functional Analysis; GM General Mathematics; ' +
      'GN General Topology; GR Group Theory; GT Geometric Topology; HO History and Overview; IT Information Theory; ' +
      'KT K-Theory and Homology; LO Logic; MG Metric Geometry; MP Mathematical Physics; NA Numerical Analysis; ' +
      'NT Number Theory; OA Operator Algebras; OC Optimization and Control; PR Probability; QA Quantum Algebra; ' +
      'RA Rings and Algebras; RT Representation Theory; SG Symplectic Geometry; SP Spectral Theory; ST Statistics Theory',
  ],
  [
    'astro-ph',
    'Astrophysics',
    'CO Cosmology and Nongalactic Astrophysics; EP Earth and Planetary Astrophysics; GA Astrophysics of Galaxies; ' +
      'HE High Energy Astrophysical Phenomena; IM Instrumentation and Methods for Astrophysics; ' +
      'SR Solar and Stellar Astrophysics',
  ],
  [
    'cond-mat',
    'Condensed Matter',
    'dis-nn Disordered Systems and Neural Networks; mes-hall Mesoscale and Nanoscale Physics; ' +
      'mtrl-sci Materials Science; other Other Condensed Matter; quant-gas Quantum Gases; soft Soft Condensed Matter; ' +
      'stat-mech Statistical Mechanics; str-el Strongly Correlated Electrons; supr-con Superconductivity',
  ],
  ['gr-qc', 'General Relativity and Quantum Cosmology'],
  ['hep-ex', 'High Energy Physics - Experiment'],
  ['hep-lat', 'High Energy Physics - Lattice'],
  ['hep-ph', 'High Energy Physics - Phenomenology'],
  ['hep-th', 'High Energy Physics - Theory'],
  ['math-ph', 'Mathematical Physics'],
  [
    'nlin',
    'Nonlinear Sciences',
    'AO Adaptation and Self-Organizing Systems; CD Chaotic Dynamics; CG Cellular Automata and Lattice Gases; ' +
      'PS Pattern Formation and Solitons; SI Exactly Solvable and Integrable Systems',
  ],
  ['nucl-ex', 'Nuclear Experiment'],
  ['nucl-th', 'Nuclear Theory'],
  [
    'physics',
    'Physics',
    'acc-ph Accelerator Physics; ao-ph Atmospheric and Oceanic Physics; app-ph Applied Physics; ' +
      'atm-clus Atomic and Molecular Clusters; atom-ph Atomic Physics; bio-ph Biological Physics; ' +
      'chem-ph Chemical Physics; class-ph Classical Physics; comp-ph Computational Physics; ' +
      'data-an Data Analysis, Statistics and Probability; ed-ph Physics Education; flu-dyn Fluid Dynamics; ' +
      'gen-ph General Physics; geo-ph Geophysics; hist-ph History and Philosophy of Physics; ' +
      'ins-det Instrumentation and Detectors; med-ph Medical Physics; optics Optics; plasm-ph Plasma Physics; ' +
      'pop-ph Popular Physics; soc-ph Physics and Society; space-ph Space Physics',
  ],
  ['quant-ph', 'Quantum Physics'],
  [
    'q-bio',
    'Quantitative Biology',
    'BM Biomolecules; CB Cell Behavior; GN Genomics; MN Molecular Networks; NC Neurons and Cognition; ' +
      'OT Other Quantitative Biology; PE Populations and Evolution; QM Quantitative Methods; ' +
      'SC Subcellular Processes; TO Tissues and Organs',
  ],
  [
    'q-fin',
    'Quantitative Finance',
    'CP Computational Finance; EC Economics; GN General Finance; MF Mathematical Finance; PM Portfolio Management; ' +
      'PR Pricing of Securities; RM Risk Management; ST Statistical Finance; TR Trading and Market Microstructure',
  ],
  ['econ', 'Economics', 'EM Econometrics; GN General Economics; TH Theoretical Economics'],
];

/** Archives and categories, each archive ahead of its own. */
export const CATEGORIES: readonly Category[] = ARCHIVES.flatMap(([archive, name, classes]) => [
  { code: archive, name },
  ...(classes?.split('; ') ?? []).map((entry) => {
    const space = entry.indexOf(' ');
    return { code: `${archive}.${entry.slice(0, space)}`, name: entry.slice(space + 1) };
  }),
]);

const NAMES = new Map(CATEGORIES.map(({ code, name }) => [code, name]));
/** By code and by name in lower case; of two with one name (`cs.LG`, `stat.ML`) the first. */
const CODES = new Map(CATEGORIES.toReversed().flatMap(({ code, name }) => [[name.toLowerCase(), code] as const]));
for (const { code } of CATEGORIES) CODES.set(code.toLowerCase(), code);

/** `cs.CL` → Computation and Language, `cs` → Computer Science; undefined for what is no code of today's. */
export function categoryName(code: string): string | undefined {
  return NAMES.get(code);
}

/** The code that a text spells in any case, by code or by whole name: `CS.cl`, `computation and language`. */
export function categoryCode(text: string): string | undefined {
  return CODES.get(text.trim().toLowerCase());
}

/** Whether a code is one of arXiv's archives: what stands ahead of the dot in others. */
export function isArchive(code: string): boolean {
  return NAMES.has(code) && !code.includes('.');
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * Categories and archives that a few typed letters may mean, the nearest first: those whose code begins so (`cs.c`), whose
 * class does (`lg`), whose name does (`machine le`), whose name has words that begin like all of the typed ones.
 * @param limit How many at most.
 */
export function categoriesLike(text: string, limit: number): Category[] {
  const typed = text.slice(0, 100).trim().toLowerCase();
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const nearness = ({ code, name }: Category): number => {
    const lower = code.toLowerCase();
    if (lower === typed) return 0;
    if (lower.startsWith(typed)) return 1;
    if (lower.slice(lower.indexOf('.') + 1).startsWith(typed)) return 2;
    if (name.toLowerCase().startsWith(typed)) return 3;
    const named = wordsOf(name);
    return words.every((word) => named.some((other) => other.startsWith(word))) ? 4 : Number.POSITIVE_INFINITY;
  };
  return CATEGORIES.map((category) => ({ category, rank: nearness(category) }))
    .filter(({ rank }) => Number.isFinite(rank))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, Math.max(0, limit))
    .map(({ category }) => category);
}
