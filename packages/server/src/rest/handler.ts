import type { Answer, FileAnswer } from './answer.ts';
import type { Caller } from './caller.ts';
import type { RestDeps } from './deps.ts';
import type { CheckedRequest } from './read-request.ts';

type Answered = Promise<Answer<unknown> | FileAnswer> | Answer<unknown> | FileAnswer;

/** What an operation does, for a caller who may do it, with the scope that the table of permissions gives. */
export type Handler = (deps: RestDeps, caller: Caller, request: CheckedRequest) => Answered;

/** What an operation does for anybody: there is no caller, so there is nothing of anybody to read. */
export type PublicHandler = (deps: RestDeps, request: CheckedRequest) => Answered;
