import { field, flag, type Json, object, objectId, objects, optional, text, texts, whole, zulu } from './foreign.ts';

/** Clients made from the API's description: every field that it calls required must be there, and of its type. */

const checks = <T extends Record<string, (value: unknown) => boolean>>(of: Json, fields: T) => {
  for (const [name, is] of Object.entries(fields)) field(of, name, is as (value: unknown) => value is unknown);
};

function checkUser(user: Json): void {
  checks(user, { _id: objectId, avatarUrl: text, fullname: text, name: text, user: text, isPro: flag });
  checks(user, { type: (value) => value === 'user' });
}

function checkOrganization(organization: Json): void {
  checks(organization, { _id: objectId, name: text, fullname: optional(text), avatar: optional(text) });
}

/** The object `Paper`. */
export function checkPaper(paper: Json): void {
  checks(paper, { id: text, publishedAt: zulu, title: text, summary: text, upvotes: whole, discussionId: objectId });
  for (const author of field(paper, 'authors', objects)) checks(author, { _id: objectId, name: text, hidden: flag });
  checks(paper, {
    submittedOnDailyAt: optional(zulu),
    withdrawnAt: optional(zulu),
    projectPage: optional(text),
    githubRepo: optional(text),
    githubStars: optional(whole),
    ai_summary: optional(text),
    ai_keywords: optional(texts),
    ai_summary_model: optional(text),
  });
  const user = field(paper, 'submittedOnDailyBy', optional(object));
  if (user) checkUser(user);
  const organization = field(paper, 'organization', optional(object));
  if (organization) checkOrganization(organization);
}

const AT_BOTH_LEVELS = [
  'title',
  'summary',
  'ai_summary',
  'ai_keywords',
  'projectPage',
  'githubRepo',
  'githubStars',
  'organization',
];

/** An entry of `GET /api/daily_papers`. */
export function checkDailyItem(item: Json): void {
  checkListed(item);
  checkUser(field(item, 'submittedBy', object));
}

/** An entry of `GET /api/papers/search`: without its submitter, with what was found marked. */
export function checkFound(item: Json): void {
  checkListed(item);
  field(item, 'upvoted', flag);
  for (const [name, whole] of [
    ['highlightedTitle', 'title'],
    ['highlightedSummary', 'summary'],
  ] as const) {
    const spans = field(item, name, objects);
    for (const span of spans) {
      checks(span, { text, type: (value) => value === 'text' || value === 'highlight' });
    }
    const joined = spans.map((span) => span.text).join('');
    checks({ [name]: joined }, { [name]: (value) => value === item[whole] });
  }
}

function checkListed(item: Json): void {
  const paper = field(item, 'paper', object);
  checkPaper(paper);
  checks(item, { publishedAt: zulu, title: text, summary: text, thumbnail: text, numComments: whole });
  checks(item, { isAuthorParticipating: flag });
  for (const name of AT_BOTH_LEVELS) {
    const inner = JSON.stringify(paper[name]);
    checks({ [name]: JSON.stringify(item[name]) }, { [name]: (value) => value === inner });
  }
}

/** The answer to `GET /api/papers/{id}`. */
export function checkDetail(paper: Json): void {
  checkPaper(paper);
  for (const kind of ['Models', 'Datasets', 'Spaces']) {
    const linked = field(paper, `linked${kind}`, objects);
    for (const one of linked) field(one, 'id', text);
    field(paper, `numTotal${kind}`, whole);
  }
}
