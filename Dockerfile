# Contour for production: a finished build, the packages that serve it, and nothing that builds or tests.
# It expects a PostgreSQL 15 or newer in DATABASE_URL; see docs/running.md.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What serves needs no install script, and none of the optional packages but one, which is copied below.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
# The binary of argon2 is an optional package of its platform.
COPY --from=build /app/node_modules/@node-rs ./node_modules/@node-rs
COPY --from=build /app/package.json ./
COPY --from=build /app/app ./app
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/seed ./seed
COPY --from=build /app/build ./build
# What is kept outside of the database, the heads of the audit log: mount what outlives the container.
ENV CONTOUR_DATA_DIR=data
RUN mkdir data && chown node:node data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "app/server/probe.ts"]
# Not through npm, which would stand between Docker's signals and the server.
CMD ["node", "app/server/start.ts", "--built"]
