/** Words of names that tell little, each list in several languages. Spelled as `wordsOf` leaves them. */
const list = (text: string): Set<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Carry nothing: articles, "and", prepositions. They are left out of a name, unless nothing else is in it. */
export const FILLERS = list(`
  the a an al and of by at for in on to und der die das den dem des im am zum zur bei von vom fur mit
  et le la les l de du des d au aux a en y el los las lo del al e il gli i della dello delle dei degli di da con per
  och og ok i ja het een van voor te ter ten na w z do dla za pri u o os as do da dos das no na
`);

/** Say what kind of business it is, or that it is one. Two names that share only these share nothing. */
export const GENERIC = list(`
  store stores shop shops official online outlet direct marketplace market mart supermarket hypermarket express eshop webshop onlineshop
  eu uk us usa de fr it es nl pl deutschland germany france italia italy espana spain nederland polska europe europa america american canada india china japan international intl global world worldwide
  restaurant restaurants ristorante restaurante restauracja restoran cafe caffe coffee kaffee kawiarnia bar pub grill grille bistro brasserie trattoria osteria pizzeria pizza deli delicatessen diner eatery kitchen house room rooms dining steakhouse tavern taverna taqueria cantina bakery backerei baeckerei boulangerie patisserie confiserie konditorei panaderia pasticceria gelateria piekarnia cukiernia imbiss gasthaus gasthof gaststatte wirtshaus
  seafood fish steak steaks steakhouses ribs bbq barbecue barbeque burger burgers chicken wings noodle noodles ramen sushi tapas dumplings curry kebab doner taco tacos sandwich sandwiches salad juice tea teahouse gelato donuts doughnuts bagel bagels delis cafeteria cafeterias canteen brewery brewing brewhouse winery buffet rotisserie cuisine
  italian french chinese japanese mexican thai vietnamese korean indian greek spanish turkish lebanese mediterranean asian
  hotel hotels inn motel hostel pension guesthouse resort spa suites lodge
  company co companies group gruppe groupe grupo gruppo grupa holding holdings enterprise enterprises entreprise empresa impresa industries industry industrie industria industrial manufacturing manufacture manufaktur fabrik fabrique fabrica factory
  trading trade traders handel handels handelsgesellschaft handelshaus handlowa import imports export exports importers distribution distributors vertrieb vertriebs grosshandel wholesale retail einzelhandel supply supplies supplier commerce comercio comercial commerciale commercial
  service services servis serwis solutions systems system technologies technology tech technik technique tecnica consulting consultants management marketing media design studio studios agency agentur agence agencia partners partner associates consult beratung
  shopping versand laden geschaft haus kontor lager depot warehouse boutique magasin maison tienda tiendas almacen casa negozio bottega sklep hurtownia winkel butik butiken kauppa bolt obchod prodavnica magazin lojas loja
  brothers bros fratelli freres hermanos gebruder gebrueder sons son fils figli hijos sohne soehne
  pharmacy apotheke pharmacie farmacia apteka drogerie drugstore clinic klinik klinika dental dentist praxis doctor hospital
  salon beauty hair friseur coiffeur barber fitness gym center centre zentrum centro centrum
  auto autos car cars garage werkstatt motors motor tyre tyres tires reifen cycles fahrrad bikes
  home garden garten furniture mobel moebel meubles mobili muebles meble books buchhandlung librairie libreria libros ksiegarnia bookstore flowers blumen fleurs fiori kwiaty florist fashion mode moda kids toys spielwaren sports sport jewelry schmuck bijoux electronics elektronik electronique electrical elektro textiles textile foods food lebensmittel wine wines wein vins vini goods products produkte produits productos prodotti tools werkzeuge gifts geschenke
  beteiligung beteiligungs beteiligungen verwaltung verwaltungs verwaltungsgesellschaft vermogensverwaltung invest investment investments capital finance finanz financial leasing immobiliare inmobiliaria property grundbesitz catering academy akademie stiftung foundation verein nominees trustees trust ventures logistique
  bank insurance versicherung versicherungen immobilien immobilier realty properties construction constructions bau building builders transport transporte logistics logistik spedition travel reisen reiseburo
  shangdian shanghang maoyi keji dianzi shoten shop honpo shokai sangyo kogyo shoji
  magazin torgovyi dom kompaniia kompaniya gruppa firma
  mtjr swq
  limited inhaber inh
`);

/** Say only that something is sold here: a name with them and one without are the same. */
export const SHOP_SIGNS = list(`
  store stores shop shops official online outlet direct eshop webshop onlineshop shopping versand laden restaurant restaurants ristorante restaurante company co
`);

/** Common words that tell one company of a group from the next: Tallow Holding is not Tallow Logistics. */
export const BRANCHES_OF_A_GROUP = list(`
  holding holdings beteiligung beteiligungs beteiligungen verwaltung verwaltungs verwaltungsgesellschaft vermogensverwaltung invest investment investments capital finance finanz financial leasing immobilien immobilier immobiliare inmobiliaria realty properties property grundbesitz
  logistics logistik logistique transport transporte services service servis construction bau catering academy akademie stiftung foundation verein international export import retail wholesale nominees trustees trust ventures
`);

/** Numbers that people also write as words, in the languages where shops do. */
export const NUMBER_WORDS: Record<string, string> = {
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12', twenty: '20',
  first: '1', second: '2', third: '3', fourth: '4', fifth: '5', sixth: '6', seventh: '7', eighth: '8', ninth: '9', tenth: '10',
  '1st': '1', '2nd': '2', '3rd': '3', '4th': '4', '5th': '5', '6th': '6', '7th': '7', '8th': '8', '9th': '9', '10th': '10', '11th': '11', '12th': '12',
  eins: '1', zwei: '2', drei: '3', vier: '4', funf: '5', fuenf: '5', sechs: '6', sieben: '7', acht: '8', neun: '9', zehn: '10', erste: '1', zweite: '2', dritte: '3',
  deux: '2', trois: '3', quatre: '4', cinq: '5', sept: '7', huit: '8', neuf: '9', dix: '10', premier: '1', premiere: '1',
  due: '2', tre: '3', quattro: '4', cinque: '5', sei: '6', sette: '7', otto: '8', nove: '9', dieci: '10',
  dos: '2', tres: '3', cuatro: '4', cinco: '5', seis: '6', siete: '7', ocho: '8', nueve: '9', diez: '10',
  ii: '2', iii: '3', iv: '4', vi: '6', vii: '7', viii: '8',
};

/** "12th", "23rd", "1er" → the number. */
export function numberIn(text: string): string | null {
  if (Object.hasOwn(NUMBER_WORDS, text)) return NUMBER_WORDS[text]!;
  const ordinal = /^(\d{1,3})(?:st|nd|rd|th|er|ere|eme|e|o|a)$/.exec(text);
  return ordinal ? ordinal[1]! : null;
}
