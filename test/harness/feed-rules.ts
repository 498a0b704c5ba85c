import { atomFaults } from './feed-rules/atom.ts';
import { jsonFeedFaults } from './feed-rules/json.ts';
import { rssFaults } from './feed-rules/rss.ts';

const RULES = { atom: atomFaults, rss: rssFaults, json: jsonFeedFaults };

/**
 * What is wrong with a feed after its specification: RFC 4287, RSS 2.0 with the RSS Advisory Board's profile, JSON
 * Feed 1.1. Empty for a valid one.
 */
export const feedFaults = (form: keyof typeof RULES, text: string): string[] => RULES[form](text);
