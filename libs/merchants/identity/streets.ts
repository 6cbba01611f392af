/** Words of addresses in many languages, spelled as `wordsOf` leaves them, each to one form. An empty form: the word tells nothing. */
const forms = (table: string): Map<string, string> => new Map(table.trim().split('\n').flatMap((line) => {
  const [form, spellings] = line.split(':') as [string, string];
  return spellings.trim().split(/\s+/).map((word) => [word, form.trim() === '-' ? '' : form.trim()] as const);
}));

/** Kinds of street. They agree or not, and weigh little: half of all pages leave them out. */
export const STREET_KINDS = forms(`
st: st str street strasse straat strada stradale
ave: ave av avenue avenida aven avda avd al aleja aleje allee allea
blvd: blvd boulevard boul bd bul bulvar bulevar
rd: rd road
dr: dr drive drv
ln: ln lane
ct: ct court
pl: pl place platz plaza plac plein piazza pza plz ploshchad namesti trg torg
sq: sq square
hwy: hwy highway fwy freeway parkway pkwy pky expressway expwy motorway
ter: ter terrace terr
cir: cir circle crescent cres
way: way weg vej vag vagen veien
rue: rue r
via: via viale vicolo corso vle
ul: ul ulica ulitsa vul vulytsia utca ut
calle: calle c carrer carretera ctra paseo passeig rua travessa camino cami
chemin: chemin ch impasse imp quai allees cours route rte
gasse: gasse gade gata gatan gt katu tie
damm: damm ufer ring kade dijk laan steenweg gracht
lu: lu jie dadao
close: close cl mews yard row walk
`);
/** Compass words: one page writes them, the next does not. */
export const COMPASS = new Set('n s e w ne nw se sw north south east west northeast northwest southeast southwest nord sud ost est ouest nordost norte sur este oeste noord zuid oost norra sodra ostra vastra'.split(' '));
/** A number after one of these is of a door inside the house. */
export const INSIDE = new Set('suite ste apt apartment unit floor fl room rm flat building bldg block level lvl shop office no nr top stiege tur tuer hinterhof etage og ug stock stockwerk piso planta puerta local int interno scala bat batiment appt lok lokal m box postfach pobox box po kiosk stand stall bay door lot tower zhuang dong hao lou shi ceng geb gebaude hof haus'.split(' '));
/** Words that tell nothing in an address. */
export const ADDRESS_FILLERS = new Set('the at near next to corner of and on between off opposite behind in der die das an am im zu zum zur bei de la le les du des del della dello dei degli di da las los el y e et und c o co care attn z nad pod na w'.split(' '));

/** Large cities under two names, spelled as `wordsOf` leaves them, to the local one. */
export const CITY_NAMES = forms(`
koln: koln koeln cologne colonia
munchen: munchen muenchen munich monaco
nurnberg: nurnberg nuernberg nuremberg
wien: wien vienna vienne
zurich: zurich zuerich
geneve: geneve geneva genf ginevra
basel: basel bale
bruxelles: bruxelles brussels brussel bruessel
antwerpen: antwerpen antwerp anvers
gent: gent ghent gand
roma: roma rome rom
milano: milano milan mailand
firenze: firenze florence florenz
venezia: venezia venice venedig
napoli: napoli naples neapel
torino: torino turin
genova: genova genoa genua
praha: praha prague prag
warszawa: warszawa warsaw warschau varsovie
krakow: krakow cracow krakau
gdansk: gdansk danzig
wroclaw: wroclaw breslau
lisboa: lisboa lisbon lissabon
sevilla: sevilla seville
kobenhavn: kobenhavn koebenhavn copenhagen kopenhagen
goteborg: goteborg gothenburg goeteborg
moskva: moskva moscow moskau
kyiv: kyiv kiev kiew
athina: athina athens athen athinai
beograd: beograd belgrade belgrad
bucuresti: bucuresti bucharest bukarest
istanbul: istanbul constantinople
denhaag: denhaag sgravenhage hague
strasbourg: strasbourg strassburg
tokyo: tokyo toukyou
`);
