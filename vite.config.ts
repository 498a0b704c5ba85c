import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/**
 * SvelteKit's live region, which tells screen readers the title of a page that was navigated to, carries a style
 * attribute, and the Content-Security-Policy below forbids those. Our stylesheet says the same for its id.
 */
const announcerWithoutStyle = {
  name: 'announcer-without-style',
  markup({ content, filename = '' }: { content: string; filename?: string | undefined }) {
    if (!/kit[\\/]src[\\/]runtime[\\/]components[\\/]root\.svelte$/.test(filename)) return { code: content };
    const code = content.replace(/\sstyle="[^"]*"/, '');
    if (code === content) throw new Error(`${filename} has no style attribute any more: take this preprocessor out.`);
    return { code };
  },
};

export default defineConfig({
  // light-dark() as it is: rewritten for older browsers it would follow the system alone and not the reader's choice.
  build: { cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'] },
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'build' }),
      compilerOptions: { runes: true },
      preprocess: [announcerWithoutStyle],
      csp: {
        // Hashes, not nonces: a rendered page may then be kept and sent again byte for byte (docs/adr/0006).
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          'font-src': ['self'],
          'img-src': ['self', 'data:'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
});
