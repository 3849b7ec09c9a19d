import { ParseOption, XmlDocument, XmlElement, XmlLibError, XsdValidator } from 'libxml2-wasm'
import { done, refused, type Result } from '../base/result.ts'
import type { Element } from './element.ts'
import { notASheet } from './sheets.ts'

/** Nothing is fetched, no entity is put in; a document type, which only an attack would need, is refused before. */
const SAFE = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NOBLANKS | ParseOption.XML_PARSE_NOERROR | ParseOption.XML_PARSE_NOWARNING
const DEPTH_MAX = 40

function elementOf(node: XmlElement, depth: number): Element {
  const children: Element[] = []
  for (let child = node.firstChild; child !== null; child = child.next) if (child instanceof XmlElement && depth < DEPTH_MAX) children.push(elementOf(child, depth + 1))
  return { name: node.name, namespace: node.namespaceUri, text: children.length > 0 ? '' : node.content.trim(), children }
}

const notXml = notASheet({ zh: '看起来是 XML，但读不通。', en: 'it looks like XML, but cannot be read.' })

/** The root of an XML text, wherever it comes from. */
export function readXml(bytes: Uint8Array): Result<Element> {
  if (/<!DOCTYPE/i.test(new TextDecoder('latin1').decode(bytes.subarray(0, 4096)))) return refused(notXml)
  try {
    using document = XmlDocument.fromBuffer(bytes, { option: SAFE })
    return document.dtd === null ? done(elementOf(document.root, 0)) : refused(notXml)
  } catch (error) {
    if (error instanceof XmlLibError) return refused(notXml)
    throw error
  }
}

/** What an XML text of ours offends of a schema; nothing when it keeps it. */
export function schemaFaults(xml: string, schema: Uint8Array): string[] {
  using definition = XmlDocument.fromBuffer(schema, { option: SAFE })
  using validator = XsdValidator.fromDoc(definition)
  try {
    using document = XmlDocument.fromString(xml, { option: SAFE | ParseOption.XML_PARSE_BIG_LINES })
    validator.validate(document)
    return []
  } catch (error) {
    if (error instanceof XmlLibError) return error.details.length > 0 ? error.details.map(detail => `${detail.line}: ${detail.message.trim()}`) : [error.message]
    throw error
  }
}
