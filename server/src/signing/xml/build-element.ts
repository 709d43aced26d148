import { type XmlNode, xmlns } from './canonical.ts'
import { ds, xades, xades141 } from './names.ts'

/** An element to be: its name (`ds:…`, `xades:…`, `xades141:…`), attributes, children. */
export type Tree = [name: string, attributes: Record<string, string>, ...children: (Tree | string)[]]

/** xmldom's nodes can do more than reading. */
interface Editable {
  createElementNS(namespace: string, name: string): unknown
  setAttributeNS(namespace: string, name: string, value: string): void
  setAttribute(name: string, value: string): void
  createTextNode(text: string): unknown
  appendChild(node: unknown): void
  removeChild(node: unknown): void
}
const namespaces: Record<string, string> = { ds, xades, xades141 }
const editable = (node: XmlNode) => node as unknown as Editable

export function buildElement(document: XmlNode, [name, attributes, ...children]: Tree): XmlNode {
  const element = editable(document).createElementNS(namespaces[name.split(':')[0]!]!, name) as XmlNode
  for (const [key, value] of Object.entries(attributes))
    if (key.startsWith('xmlns:')) editable(element).setAttributeNS(xmlns, key, value)
    else editable(element).setAttribute(key, value)
  for (const child of children)
    editable(element).appendChild(
      typeof child === 'string' ? editable(document).createTextNode(child) : buildElement(document, child),
    )
  return element
}

export const append = (place: XmlNode, node: XmlNode): void => editable(place).appendChild(node)

export function setText(document: XmlNode, node: XmlNode, text: string): void {
  while (node.firstChild) editable(node).removeChild(node.firstChild)
  editable(node).appendChild(editable(document).createTextNode(text))
}
