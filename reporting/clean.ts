import { stripVTControlCharacters } from "node:util";
import { mapStrings } from "#helpers/system/map-strings";
import { redactText } from "#helpers/system/redact";

/** What XML 1.0 forbids and what a terminal would act upon: all below space but tab and line feed, DEL, C1. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/gu;
const halfCharacter = /\p{Surrogate}/gu;

/** The text as it may go into a report or onto a terminal: no secret, no colour code, no control character. */
export function cleanText(text: string): string {
  const printable = stripVTControlCharacters(text).replaceAll("\r\n", "\n").replace(control, "");
  return redactText(printable.replace(halfCharacter, "\ufffd"));
}

/** A copy of plain data in which every string is clean. */
export function clean<T>(value: T): T {
  return mapStrings(value, cleanText);
}
