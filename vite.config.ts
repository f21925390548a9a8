import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The console only; public pages are made by the server and need no bundle. */
export default defineConfig({
  root: "web/console",
  base: "/konsol/",
  plugins: [react()],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": "http://localhost:8080" } },
});
