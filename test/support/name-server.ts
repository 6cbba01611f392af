import { createSocket, type Socket } from 'node:dgram';

const TYPES = { A: 1, MX: 15, AAAA: 28 } as const;
/** What a name is to this server: its mail hosts (`.` alone: takes no mail), an address, both, or `silent`: no answer ever comes. */
export type Zone = Readonly<Record<string, { mx?: readonly string[]; a?: string } | 'silent' | 'broken'>>;

export interface NameServer {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** `MX tallow-home.com`, in the order of asking. */
  readonly asked: string[];
  zone: Zone;
  close(): Promise<void>;
}

/** A name server on loopback (RFC 1035 over UDP) that knows the given names and no other. */
export async function nameServer(zone: Zone): Promise<NameServer> {
  const socket: Socket = createSocket('udp4');
  const server: NameServer = { address: '', asked: [], zone, close: () => new Promise((resolve) => socket.close(() => resolve())) };
  socket.on('message', (query, from) => {
    const { name, type, end } = questionOf(query);
    server.asked.push(`${Object.entries(TYPES).find(([, code]) => code === type)?.[0] ?? type} ${name}`);
    const known = server.zone[name];
    if (known === 'silent') return;
    const answers = known === undefined || known === 'broken' ? [] : type === TYPES.MX ? (known.mx ?? []).map((host, place) => record(type, Buffer.concat([u16((place + 1) * 10), encoded(host)]))) : type === TYPES.A && known.a ? [record(type, Buffer.from(known.a.split('.').map(Number)))] : [];
    const code = known === undefined ? 3 : known === 'broken' ? 2 : 0; // NXDOMAIN, SERVFAIL
    socket.send(Buffer.concat([query.subarray(0, 2), u16(0x8180 | code), u16(1), u16(answers.length), u16(0), u16(0), query.subarray(12, end), ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return Object.assign(server, { address: `127.0.0.1:${socket.address().port}` });
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}
const u16 = (value: number): Buffer => { const bytes = Buffer.alloc(2); bytes.writeUInt16BE(value); return bytes; };
const encoded = (name: string): Buffer => Buffer.concat([...name.split('.').filter(Boolean).map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])), Buffer.from([0])]);
/** The name is a pointer to the question; one minute to live. */
const record = (type: number, data: Buffer): Buffer => Buffer.concat([Buffer.from([0xc0, 0x0c]), u16(type), u16(1), u16(0), u16(60), u16(data.length), data]);
