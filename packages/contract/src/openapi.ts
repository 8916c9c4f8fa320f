import { z } from 'zod';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { problemView } from './problem.ts';

type Components = Record<string, unknown>;

/** Answers that any operation may give besides its own; all are problem documents. */
const PROBLEMS: Readonly<Record<string, string>> = {
  '400': '请求不符合接口 the request does not match the interface',
  '401': '未登录、会话结束或令牌无效 not signed in, session ended, or token not valid',
  '403': '无此权限 not allowed',
  '404': '没有这项内容 there is nothing here',
  '409': '与已有记录冲突 conflicts with what is recorded',
  '422': '不予结算，全部原因 refused, with every reason',
};

const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: '程序的令牌 token of a program' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'gongji_session',
    description:
      '登录用户的会话；非 GET 请求须带 X-Requested-By: gongji session of a user; what is not a GET needs X-Requested-By: gongji',
  },
} as const;

/** The REST interface described as OpenAPI 3.1, made from the same schemas that the server checks with. */
export function openApiDocument(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Components = {};
  for (const [operationId, operation] of Object.entries<Operation>(OPERATIONS)) {
    const path = paths[operation.path] ?? {};
    path[operation.method.toLowerCase()] = describe(operationId, operation, schemas);
    paths[operation.path] = path;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '共济 Gongji REST API',
      version,
      description: '金额以分计，日期为 yyyy-MM-dd。Amounts are in fen, days are yyyy-MM-dd.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ bearer: [] }, { session: [] }],
    components: { schemas, securitySchemes: SECURITY_SCHEMES },
    paths,
  };
}

function describe(
  operationId: string,
  operation: Operation,
  components: Components,
): Record<string, unknown> {
  const errors = Object.entries(PROBLEMS).map(([status, description]) => [
    status,
    { description, content: { 'application/problem+json': { schema: schemaOf(problemView, components) } } },
  ]);
  const ok = {
    description: 'OK',
    content: {
      [operation.produces ?? 'application/json']: { schema: schemaOf(operation.response, components) },
    },
  };
  return {
    operationId,
    summary: `${operation.summary.zh} · ${operation.summary.en}`,
    description: `权限 action: ${operation.action}${operation.usersOnly === true ? '（限登录用户 users only）' : ''}`,
    ...(operation.action === 'public' ? { security: [] } : {}),
    parameters: [
      ...parametersOf(operation.params, 'path', components),
      ...parametersOf(operation.query, 'query', components),
      ...(operation.idempotent === true ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(operation.upload === true ? { requestBody: FILE_BODY } : {}),
    ...(operation.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(operation.body, components) } },
          },
        }),
    responses: { '200': ok, ...Object.fromEntries(errors) },
  };
}

const FILE_BODY = {
  required: true,
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: '同一键同一内容只生效一次 the same key and body have one effect',
  schema: { type: 'string', minLength: 1, maxLength: 30 },
};

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  components: Components,
): readonly unknown[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, components) as {
    properties?: Record<string, unknown>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** JSON Schema of what travels; named schemas move to `components`. */
function schemaOf(schema: z.ZodType, components: Components): unknown {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  for (const [name, definition] of Object.entries($defs)) components[name] = pointedAtComponents(definition);
  return pointedAtComponents(rest);
}

function pointedAtComponents(schema: unknown): unknown {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  );
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/'));
}
