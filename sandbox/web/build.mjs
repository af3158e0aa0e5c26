// Bundles the apps into the directory given as the only argument: apps/ for browsers, server/ for Node.js.
import { build } from 'esbuild';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const APPS = ['prior-authorization', 'work-list', 'plain'];
const out = process.argv[2] ?? 'dist';
const common = { bundle: true, minify: true, legalComments: 'linked', logLevel: 'warning', charset: 'utf8' };

await rm(out, { recursive: true, force: true });
await build({
  ...common,
  entryPoints: APPS.flatMap(app => [`src/${app}/launch.mjs`, `src/${app}/index.mjs`]),
  outbase: 'src',
  outdir: join(out, 'apps'),
  entryNames: '[dir]/[name]',
  outExtension: { '.js': '.js' },
  format: 'iife',
  platform: 'browser',
  target: 'es2020',
  define: { FHIRCLIENT_PURE: 'true', global: 'globalThis' },
});
await build({
  ...common,
  entryPoints: ['src/server/main.mjs'],
  loader: { '.css': 'text' },
  outfile: join(out, 'server/main.mjs'),
  format: 'esm',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  platform: 'node',
  target: 'node18',
});
for (const app of APPS) {
  await mkdir(join(out, 'apps', app), { recursive: true });
  for (const page of ['launch.html', 'index.html']) {
    await cp(`src/${app}/${page}`, join(out, 'apps', app, page));
  }
}
await cp('src/common/apps.css', join(out, 'apps/apps.css'));
