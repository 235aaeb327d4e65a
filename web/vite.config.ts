import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// A running program to talk to while developing: CHUANGMO_URL=http://127.0.0.1:8080 npm run dev
const server = process.env.CHUANGMO_URL ?? 'http://127.0.0.1:8080'
const proxy = Object.fromEntries(
  ['/api', '/problems', '/scoreboard'].map((path) => [
    path,
    { target: server, changeOrigin: true, headers: { origin: server } },
  ]),
)

export default defineConfig({
  base: '/console/',
  publicDir: false,
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false },
  build: {
    outDir: process.env.CHUANGMO_CONSOLE_OUT ?? '../build/web/console',
    emptyOutDir: true,
    target: 'es2020',
    // Nothing in the page may be a script or a style of its own: the policy of the server forbids it.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        manualChunks(id) {
          if (/node_modules\/(vue|@vue|vue-router|pinia|vue-i18n|@intlify)\//.test(id)) return 'vue'
          if (/node_modules\/(echarts|zrender)\//.test(id)) return 'charts'
          return undefined
        },
      },
    },
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy },
  preview: {
    proxy,
    headers: {
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
        "font-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
})
