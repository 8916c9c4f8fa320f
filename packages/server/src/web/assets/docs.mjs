import { element, table } from './element.mjs';

const description = await (await fetch('/api/openapi.json')).json();
const schemas = description.components.schemas;

/** A schema in place of a reference to it. */
function resolved(schema) {
  const name = schema?.$ref?.split('/').at(-1);
  return name === undefined ? (schema ?? {}) : { ...schemas[name], title: name };
}

/** `string (date)`, `integer`, `a | b`, `Bill[]` … */
function typeText(schema) {
  const s = resolved(schema);
  if (s.enum) return s.enum.join(' | ');
  if (s.const !== undefined) return String(s.const);
  if (s.anyOf) return s.anyOf.map(typeText).join(' | ');
  if (s.type === 'array') return `${typeText(s.items)}[]`;
  if (s.type === 'object' || s.properties) return s.title ?? 'object';
  return s.format ? `${s.type} (${s.format})` : (s.type ?? 'any');
}

/** Rows of an object's fields; fields of fields are indented below them. */
function fieldRows(schema, depth = 0) {
  const s = resolved(schema);
  const object = s.type === 'array' ? resolved(s.items) : s;
  if (!object.properties || depth > 3) return [];
  const required = new Set(object.required ?? []);
  return Object.entries(object.properties).flatMap(([name, field]) => [
    [
      element('code', {}, `${'　'.repeat(depth)}${name}`),
      typeText(field),
      [required.has(name) ? '必填 required' : '', resolved(field).description ?? field.description ?? '']
        .filter(Boolean)
        .join(' · '),
    ],
    ...fieldRows(field, depth + 1),
  ]);
}

function section(title, rows) {
  return rows.length === 0 ? [] : [element('h3', {}, title), table(['名称 name', '类型 type', '说明'], rows)];
}

function operationView(path, method, operation) {
  const parameters = operation.parameters.map((p) => [
    element('code', {}, p.name),
    `${typeText(p.schema)} · ${p.in}`,
    [p.required ? '必填 required' : '', p.description ?? p.schema.description ?? '']
      .filter(Boolean)
      .join(' · '),
  ]);
  const body = operation.requestBody?.content['application/json'].schema;
  const answer = operation.responses['200'].content['application/json'].schema;
  return element(
    'details',
    {},
    element(
      'summary',
      {},
      element('b', { class: 'method' }, method.toUpperCase()),
      element('code', {}, path),
      element('span', {}, operation.summary),
    ),
    element(
      'div',
      {},
      element('p', {}, operation.description),
      ...section('参数 parameters', parameters),
      ...section('请求 request', body ? fieldRows(body) : []),
      ...section('应答 response', fieldRows(answer)),
    ),
  );
}

document
  .querySelector('main')
  .replaceChildren(
    element(
      'p',
      {},
      `${description.info.description} Authorization: Bearer <token>。错误一律为 problem+json，中英文、全部原因一次给出。`,
    ),
    ...Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => operationView(path, method, operation)),
    ),
  );
