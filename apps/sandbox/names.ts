import type { Dice } from './random.js';

/** Words that invented companies and people are named from, one set a language. Two-part names give enough room to stay unique. */
export interface Tongue {
  first: readonly string[];
  second: readonly string[];
  join: string;
  forms: readonly string[];
  given: readonly string[];
  family: readonly string[];
}

const words = (text: string): string[] => text.split(' ');
const german: Tongue = {
  first: words('Nordlicht Waldkauz Eichhain Kranichsee Silberdistel Möwental Bärlauch Höhenluft Kirschgrund Föhrenhof Grünspecht Mühlbach Steinbock Löwenzahn Rotbuche Süderstrand Uferweg Wiesengrün Sternkorn Tannzapf Zaunkönig Käuzchen Ährenfeld Ostwind Überfluss Heidekraut'),
  second: words('Haus Werk Handel Manufaktur Kontor Stube Versand Laden Küche Garten Technik Freunde Wolle Welt Lager'),
  join: ' ', forms: ['GmbH', 'GmbH', 'GmbH & Co. KG', 'UG (haftungsbeschränkt)', 'e.K.', 'OHG'],
  given: words('Jürgen Anke Björn Käthe Lukas Sören Heike Günther Mira Jörg'), family: words('Möllenkamp Strauß Ahlers Grünwaldt Kröger Weißhaupt Tannert Özkara Bäumler Lindqvist'),
};
const french: Tongue = {
  first: words('Atelier Maison Comptoir Boutique Jardin Fabrique Épicerie Grenier Échoppe Moulin Cabane Bazar'),
  second: ['du Hérisson', 'des Brumes', 'de la Forêt', 'Belle Étoile', 'du Pré Fleuri', 'Clairière', 'de l’Écluse', 'Mirabelle', 'du Vieux Chêne', 'Passe-Muraille', 'Cigale', 'des Dunes', 'Garance', 'du Ruisseau', 'Noisetier', 'Coquelicot', 'de l’Île', 'Pâquerette', 'Fougère', 'Galets Bleus'],
  join: ' ', forms: ['SARL', 'SAS', 'SASU', 'EURL'],
  given: words('Amélie Benoît Céline Gaël Hélène Loïc Maëlle Rémi'), family: words('Vauquelain Dubreuil-Roche Lespinas Thévenard Marchepied Coquerel Brissonnet Aumônier'),
};
const italian: Tongue = {
  first: words('Bottega Officina Emporio Dispensa Cascina Forno Sartoria Mercato Giardino Cantina'),
  second: ['Felicità', 'del Borgo', 'Tre Ulivi', 'della Luna', 'San Bernardello', 'Pietraviva', 'Girasole', 'delle Onde', 'Civetta', 'Ginepro', 'Melograno', 'Alta Quota', 'Vento del Sud', 'Corallina', 'Fiordilago', 'Rondine', 'Biancospino', 'Trottola', 'Fienile', 'Papavero'],
  join: ' ', forms: ['S.r.l.', 'S.r.l.', 'S.n.c.', 'S.p.A.', 'S.a.s.'],
  given: words('Niccolò Giulia Matteo Chiara Tommaso Ilaria'), family: words('Brentagli Colonnetti Fiorvanti Lupescu Montarese Pergolesi-Riva'),
};
const spanish: Tongue = {
  first: words('Almacén Tienda Rincón Bazar Taller Huerto Casa Mercado Cortijo Despensa'),
  second: ['del Búho', 'Peñaflor', 'Los Olmos', 'Niño Feliz', 'Sol y Mar', 'La Cigüeña', 'Azahar', 'del Camino', 'Montaña Azul', 'El Nogal', 'Tres Caminos', 'Brisa', 'La Ñora', 'Romero', 'del Arroyo', 'Candil', 'Encina', 'Luz Clara'],
  join: ' ', forms: ['S.L.', 'S.L.', 'S.L.U.', 'S.A.'],
  given: words('Íñigo Begoña Raúl Lucía Ángel Marisol'), family: words('Peñalver Ibarrondo Castañeda-Ruiz Muñiz Villaseca Ordóñez'),
};
const dutch: Tongue = {
  first: words('Molen Tulp Kade Gracht Polder Wilg Zwaluw Egel Duin Haven IJs Kruid Veld Klomp Rietveen'),
  second: words('winkel handel markt huis goed werk schuur waar kast hoek'),
  join: '', forms: ['B.V.', 'B.V.', 'V.O.F.'],
  given: words('Sjoerd Femke Daan Lotte Joost Maartje'), family: ['van der Kwast', 'Hoekzema', 'de Wildeboer', 'Terpstal', 'Zandbergh', 'Oosterdiep'],
};
const polish: Tongue = {
  first: words('Złoty Leśny Cichy Biały Mały Wesoły Górski Słoneczny Żółty Stary Nowy Świeży'),
  second: words('Żuk Młyn Dąb Bór Ślimak Kącik Zakątek Jeż Świat Kłos Łabędź Strych Bocian Gołąb'),
  join: ' ', forms: ['Sp. z o.o.', 'Sp. z o.o.', 'Sp.j.', 'S.A.'],
  given: words('Łukasz Małgorzata Paweł Agnieszka Żaneta Wojciech'), family: words('Świderłowski Gołąbczyk Brzezińczuk Łęcki Wróblewicz Żurawiński'),
};
const nordic: Tongue = {
  first: words('Björk Fjäll Älv Skog Sjö Ljus Ren Tall Hav Snö Råg Blåbär'),
  second: words('boden magasinet gården hantverk handeln stugan verket lagret'),
  join: '', forms: ['AB', 'AB', 'HB'],
  given: words('Åsa Björn Göran Linnéa Märta Östen'), family: words('Sjöquister Hällgrund Åkervik Björkstrand Nyfors'),
};
const english: Tongue = {
  first: words('Copper Harbour Willow Granite Thistle Maple Otter Juniper Lantern Pebble Kestrel Saltmarsh Clover Bramble Cinder Foxglove Hollow Marlow Prairie Redwood Summit Tidewater Wren Yarrow Blue Quiet Northern Silver Golden Little'),
  second: words('Trading Goods Outfitters Supply Mercantile Home Market Works Provisions Collective Depot Outlet Brothers Crafts Gear Pantry Textiles Direct'),
  join: ' ', forms: ['LLC', 'Inc.', 'LLC', 'Corp.'],
  given: words('Harriet Callum Maya Tobias Imogen Desmond Priya Owen Josephine Marcus'), family: words('Ashgrove Pellham O’Dair Whitcombe Larkfield Stanbury Nkemelu Brackwater Hollis-Vane Tremayne'),
};
const chinese: Tongue = {
  first: words('Yunhe Lanxi Qingmu Haofeng Xinglin Baishan Jiayu Zhuoyue Mingquan Ruilong Shuimo Tianhu Anping Chenxi Fengye Hongtu'),
  second: words('Tech Trading Lifestyle Electronics Direct Home Sports Tools Textile Lighting Gifts Auto'),
  join: ' ', forms: ['Co., Ltd.', 'Trading Co., Ltd.', 'Technology Co., Ltd.'],
  given: words('Wei Lan Jing Hao Xiu Bo'), family: words('Zhengyu Luoshan Qiaofeng Hebai Tanglin Ouyang-Ru'),
};
/** Japanese and Arabic names carry their Latin spelling after a bar, for the mail domain. */
const japanese: Tongue = {
  first: ['桜|sakura', '青空|aozora', '銀河|ginga', '山猫|yamaneko', '月見|tsukimi', '若葉|wakaba', '海鳴|uminari', '雪椿|yukitsubaki', '風鈴|furin', '狐火|kitsunebi'],
  second: ['商店|shoten', '工房|kobo', '雑貨店|zakkaten', '本舗|honpo', '市場|ichiba', '道具|dogu', '堂|do'],
  join: '', forms: ['株式会社', '合同会社', '有限会社'],
  given: words('Haruka Takumi Yui Ren Sora'), family: words('Minazuki Hoshikawa Aonuma Tsukigata Kazemori'),
};
const arabic: Tongue = {
  first: ['متجر|matjar', 'سوق|souq', 'بيت|bayt', 'دكان|dukkan', 'مخزن|makhzan', 'ركن|rukn'],
  second: ['النخلة|nakhla', 'الصقر|saqr', 'اللؤلؤ|lulu', 'الواحة|waha', 'القمر|qamar', 'الريحان|rayhan', 'المرجان|marjan', 'السدر|sidr'],
  join: ' ', forms: ['L.L.C', 'FZE', 'Trading L.L.C'],
  given: words('Layan Omar Mariam Khalid Noura'), family: ['Al Warqani', 'Al Sidrawi', 'Al Marjanov', 'Al Nakhlan'],
};

export const TONGUES: Record<string, Tongue> = {
  DE: german, AT: german, FR: french, IT: italian, ES: spanish, NL: dutch, PL: polish, SE: nordic,
  GB: { ...english, forms: ['Ltd', 'Ltd', 'Limited', 'LLP'] }, US: english, CN: chinese, JP: japanese, AE: arabic,
};

const native = (word: string): string => word.split('|')[0] ?? word;
const latin = (word: string): string => word.split('|')[1] ?? word;

/** Lower-case ASCII of a name, fit for a mail domain: "Ölmühle Łąka" → "oelmuehle-laka". */
export function asciiSlug(name: string): string {
  const spelled: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ł: 'l', ø: 'o', å: 'a' };
  return name.toLowerCase().replace(/[äöüßłøå]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFKD').replace(/[\u0300-\u036f’']/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
}

export interface Naming { brand: string; legalName: string; slug: string; person: string }

/** An invented company: what its shop is called, what the register calls it, its domain's label, and who answers its mail. */
export function inventName(dice: Dice, country: string, taken: Set<string>): Naming {
  const tongue = TONGUES[country] ?? english;
  for (let attempt = 0; ; attempt += 1) {
    const first = dice.pick(tongue.first);
    const second = dice.pick(tongue.second);
    const family = dice.pick(tongue.family);
    const person = `${dice.pick(tongue.given)} ${family}`;
    const withFamily = attempt > 3 || dice.chance(0.25);
    const tail = attempt > 12 ? ` ${attempt - 10}` : '';
    const brand = `${native(first)}${tongue.join}${native(second)}${withFamily ? ` ${family}` : ''}${tail}`;
    const slug = asciiSlug(`${latin(first)}${tongue.join}${latin(second)}${withFamily ? `-${family}` : ''}${tail}`);
    if (taken.has(slug)) continue;
    taken.add(slug);
    const form = dice.pick(tongue.forms);
    const bare = dice.chance(0.2) && attempt === 0 ? `${person} ${native(second)}` : brand;
    return { brand, slug, person, legalName: country === 'JP' ? `${form}${bare}` : `${bare} ${form}` };
  }
}

/** Names that break careless software, spread among the sellers of every world. */
export const AWKWARD: readonly { country: string; brand: string; legalName: string; slug: string }[] = [
  { country: 'DE', brand: 'Ölmühle Särkänniemi', legalName: 'Ölmühle Särkänniemi GmbH', slug: 'oelmuehle-saerkaenniemi' },
  { country: 'GB', brand: '<script>alert(1)</script> Deals', legalName: 'Angle Bracket Deals Ltd', slug: 'angle-deals' },
  { country: 'US', brand: '=HYPERLINK("http://free-stock.example/","Free stock")', legalName: 'Spreadsheet Surprise LLC', slug: 'spreadsheet-surprise' },
  { country: 'NL', brand: '{{constructor}}', legalName: 'Dubbele Accolade B.V.', slug: 'dubbele-accolade' },
  { country: 'AE', brand: 'متجر النخلة الذهبية للهدايا', legalName: 'Golden Palm Gifts L.L.C', slug: 'golden-palm-gifts' },
  { country: 'DE', brand: '🌿 Grünzeug & Söhne 🌿', legalName: 'Grünzeug & Söhne OHG', slug: 'gruenzeug-soehne' },
  { country: 'US', brand: '*** BEST*PRICE*OUTLET ***', legalName: 'Three Asterisks Inc.', slug: 'three-asterisks' },
  { country: 'DE', brand: 'We are a small family workshop in the Black Forest and have made wooden toys and kitchen boards by hand since our grandfather’s time', legalName: 'Holzwurm Familienwerkstatt e.K.', slug: 'holzwurm-werkstatt' },
  { country: 'JP', brand: '株式会社おもちゃの森～さくら店～', legalName: '株式会社おもちゃの森', slug: 'omocha-no-mori' },
  { country: 'PL', brand: 'Żółć & Gęś „Łódź”', legalName: 'Żółć i Gęś Sp. z o.o.', slug: 'zolc-i-ges' },
  { country: 'US', brand: 'Robert\'); DROP TABLE storefronts;--', legalName: 'Little Bobby Trading LLC', slug: 'little-bobby' },
  { country: 'FR', brand: 'L’Été "Crème & Brûlée" <3', legalName: 'L’Été Crème SARL', slug: 'lete-creme' },
];
