import type { Rejection } from '@gongji/domain';
import { bilingualRejection, factMissing } from './bilingual-rejection.ts';
import type { Facts, FactValue } from './bill.ts';
import { factName } from './facts.ts';
import type { AttributeSlot } from './ir.ts';

/** Turns facts into the numbers that compiled code reads: code of a category, 0/1, or a whole number from 0. */
export interface FactEncoder {
  /** Fills `into` in slot order and pushes every fact that is missing or unknown. */
  encode(facts: Facts, into: number[], rejections: Rejection[]): void;
}

export function factEncoder(attributes: readonly AttributeSlot[]): FactEncoder {
  const readers = attributes.map((slot) => ({ name: slot.name, read: readerOf(slot) }));
  return {
    encode(facts, into, rejections) {
      for (let i = 0; i < readers.length; i++) {
        const reader = readers[i];
        if (reader === undefined) continue;
        const value = facts[reader.name];
        const code = value === undefined ? -1 : reader.read(value);
        if (code < 0) rejections.push(refuse(reader.name, value));
        into[i] = code;
      }
    },
  };
}

/** Code of one value of an attribute; −1 when the policy does not know it. */
export function attributeCode(slot: AttributeSlot, value: FactValue): number {
  return readerOf(slot)(value);
}

function readerOf(slot: AttributeSlot): (value: FactValue) => number {
  if (slot.kind === 'boolean') return (value) => (value === true ? 1 : value === false ? 0 : -1);
  if (slot.kind === 'number') {
    return (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : -1);
  }
  const codes = new Map(slot.domain.values.map((text, code) => [text, code]));
  const other = slot.other ? slot.domain.values.length - 1 : -1;
  return (value) => (typeof value === 'string' ? (codes.get(value) ?? other) : -1);
}

function refuse(fact: string, value: FactValue | undefined): Rejection {
  const name = factName(fact);
  if (value === undefined) return factMissing(fact, name);
  const text = String(value);
  const data = { zh: { fact, name: name.zh, value: text }, en: { fact, name: name.en, value: text } };
  return bilingualRejection('fact-unknown', data, { field: `facts.${fact}`, value: text });
}
