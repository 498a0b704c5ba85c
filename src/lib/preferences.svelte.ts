import { getContext, setContext } from 'svelte';
import type { Density, Looks, Theme } from './looks.ts';

const KEY = Symbol('preferences');

/** The reader's looks on this page: shown at once, and told to the server so that the next page comes that way. */
export class Preferences implements Looks {
  density = $state<Density>('lines');
  theme = $state<Theme>('system');

  constructor(looks: Looks) {
    this.density = looks.density;
    this.theme = looks.theme;
  }

  /** Takes over the submit of a preferences form; without JavaScript the form does the same with a redirect. */
  submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (button.name === 'density') this.density = button.value as Density;
    if (button.name === 'theme') this.theme = button.value as Theme;
    const body = new URLSearchParams([[button.name, button.value]]);
    void fetch(event.currentTarget.action, { method: 'POST', body, keepalive: true, redirect: 'manual' });
  };
}

export const keepPreferences = (preferences: Preferences) => setContext(KEY, preferences);
export const preferences = (): Preferences => getContext(KEY);
