# syntax=docker/dockerfile:1
FROM node:22.21.1-alpine3.22 AS build
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run --silent build && npm pack --silent --pack-destination /package

FROM node:22.21.1-alpine3.22
COPY --from=build /package /package
RUN npm install --global --ignore-scripts --omit=dev /package/*.tgz \
  && rm -rf /package ~/.npm
USER node
WORKDIR /templates
ENTRYPOINT ["templatecheck"]
CMD ["lint"]
