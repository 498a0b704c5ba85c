/** The two engines that one set of queries runs on. */
export type Engine = 'sqlite' | 'postgres';
