# One image for api, worker, sandbox and the migration step; the command decides. The api serves the built board.
FROM node:20.20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:20.20-bookworm-slim
# Chromium draws the pages that only a browser can read; tini reaps what it leaves behind.
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-core fonts-noto-cjk tini \
 && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production BECKON_BROWSER=/usr/lib/chromium/chromium-headless-shell BECKON_HOME=/var/lib/beckon HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/bin bin
COPY --from=build /app/recipes recipes
COPY --from=build /app/templates templates
COPY --from=build /app/package.json package.json
RUN install -d -o node -g node /var/lib/beckon
USER node
VOLUME /var/lib/beckon
EXPOSE 4600
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/apps/api/main.js"]
