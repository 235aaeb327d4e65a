import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

// An office file as somebody edits it outside of the console: a zip of parts, of which a test changes one or two.
export class Paper {
  private constructor(private readonly parts: Map<string, Buffer>) {}

  static read(bytes: Buffer): Paper {
    const parts = new Map<string, Buffer>()
    const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
    let at = bytes.readUInt32LE(end + 16)
    for (let left = bytes.readUInt16LE(end + 10); left > 0; --left) {
      const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
      const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field))
      const local = bytes.readUInt32LE(at + 42)
      const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const packed = bytes.subarray(begin, begin + size)
      parts.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(packed) : packed)
      at += 46 + name + extra + comment
    }
    return new Paper(parts)
  }

  get names(): string[] {
    return [...this.parts.keys()]
  }
  text(part: string): string {
    return this.parts.get(part)?.toString('utf8') ?? ''
  }
  change(part: string, how: (xml: string) => string): this {
    this.parts.set(part, Buffer.from(how(this.text(part))))
    return this
  }

  // Of a workbook: what a clerk types into a cell, by the name of the sheet and the cell.
  type(sheet: string, cell: string, text: string): this {
    const id = new RegExp(`<sheet name="${sheet}"[^>]* r:id="(\\w+)"`).exec(this.text('xl/workbook.xml'))?.[1]
    const target = new RegExp(`<Relationship Id="${id}"[^>]* Target="([^"]+)"`).exec(
      this.text('xl/_rels/workbook.xml.rels'),
    )?.[1]
    const found = new RegExp(`<c r="${cell}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`)
    return this.change(`xl/${target}`, (xml) => {
      if (!found.test(xml)) throw new Error(`no cell ${cell} in ${sheet}`)
      return xml.replace(
        found,
        (_, style: string | undefined) => `<c r="${cell}"${style ?? ''} t="inlineStr"><is><t>${text}</t></is></c>`,
      )
    })
  }

  bytes(): Buffer {
    const locals: Buffer[] = []
    const entries: Buffer[] = []
    let offset = 0
    for (const [name, content] of this.parts) {
      const [label, packed] = [Buffer.from(name), deflateRawSync(content)]
      const head = Buffer.alloc(26) // as both the local and the central header have it
      head.writeUInt16LE(20, 0)
      head.writeUInt16LE(0x800, 2) // names in UTF-8
      head.writeUInt16LE(8, 4)
      head.writeUInt16LE(0x21, 8) // 1 January 1980
      head.writeUInt32LE(crc32(content), 10)
      head.writeUInt32LE(packed.length, 14)
      head.writeUInt32LE(content.length, 18)
      head.writeUInt16LE(label.length, 22)
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, label, packed])
      const tail = Buffer.alloc(14)
      tail.writeUInt32LE(offset, 10)
      entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, tail, label]))
      locals.push(local)
      offset += local.length
    }
    const list = Buffer.concat(entries)
    const end = Buffer.alloc(22)
    end.write('PK\x05\x06', 0, 'latin1')
    end.writeUInt16LE(entries.length, 8)
    end.writeUInt16LE(entries.length, 10)
    end.writeUInt32LE(list.length, 12)
    end.writeUInt32LE(offset, 16)
    return Buffer.concat([...locals, list, end])
  }
}
