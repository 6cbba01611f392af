/** What a column of a list can say. `words` are header names in several languages, folded: small letters and digits only. */
interface Field { readonly label: string; readonly about: 'seller' | 'place'; readonly words: readonly string[] }

export const FIELDS = {
  sellerId: { label: 'Seller id', about: 'seller', words: ['sellerid', 'shopid', 'storeid', 'merchantid', 'vendorid', 'haendlerid', 'handlerid', 'verkaeuferid', 'verkauferid', 'idvendeur', 'idvendedor', 'idvenditore', 'idsprzedawcy', 'customerid', 'kundennummer', 'id'] },
  name: { label: 'Shop name', about: 'seller', words: ['name', 'shopname', 'shop', 'store', 'storename', 'seller', 'sellername', 'merchant', 'merchantname', 'vendor', 'haendler', 'handler', 'verkaeufer', 'verkaufer', 'boutique', 'vendeur', 'tienda', 'vendedor', 'negozio', 'venditore', 'winkel', 'sklep', 'sprzedawca'] },
  url: { label: 'Shop page or website', about: 'seller', words: ['url', 'website', 'web', 'webseite', 'homepage', 'site', 'siteweb', 'sitioweb', 'sitoweb', 'shopurl', 'storeurl', 'sellerurl', 'link', 'strona'] },
  businessName: { label: 'Business name', about: 'seller', words: ['businessname', 'company', 'companyname', 'legalname', 'firma', 'firmenname', 'unternehmen', 'raisonsociale', 'societe', 'entreprise', 'empresa', 'razonsocial', 'azienda', 'ragionesociale', 'bedrijf', 'bedrijfsnaam', 'nazwafirmy'] },
  address: { label: 'Address', about: 'seller', words: ['address', 'businessaddress', 'postaladdress', 'adresse', 'anschrift', 'direccion', 'indirizzo', 'adres'] },
  country: { label: 'Country', about: 'seller', words: ['country', 'countrycode', 'land', 'pays', 'pais', 'paese', 'nazione', 'kraj'] },
  email: { label: 'Email', about: 'seller', words: ['email', 'mail', 'emailaddress', 'mailaddress', 'emailadresse', 'courriel', 'correo', 'correoelectronico', 'posta', 'postaelettronica'] },
  phone: { label: 'Phone', about: 'seller', words: ['phone', 'phonenumber', 'telephone', 'telefon', 'telefonnummer', 'tel', 'telefono', 'telefoon', 'mobile'] },
  vat: { label: 'VAT number', about: 'seller', words: ['vat', 'vatid', 'vatnumber', 'vatno', 'ustid', 'ustidnr', 'umsatzsteuerid', 'tva', 'numerotva', 'iva', 'nif', 'partitaiva', 'btw', 'btwnummer', 'nip', 'taxid'] },
  registration: { label: 'Registration number', about: 'seller', words: ['registration', 'registrationnumber', 'companynumber', 'handelsregister', 'hrb', 'registernummer', 'siren', 'siret', 'rcs', 'registromercantil', 'rea', 'kvk', 'kvknummer', 'krs', 'regon'] },
  rating: { label: 'Seller rating', about: 'seller', words: ['rating', 'sellerrating', 'stars', 'score', 'bewertung', 'sterne', 'note', 'evaluation', 'valoracion', 'valutazione', 'beoordeling', 'ocena'] },
  positivePercent: { label: 'Positive ratings, %', about: 'seller', words: ['positive', 'positivepercent', 'positivefeedback', 'positiv', 'feedback'] },
  ratingCount: { label: 'Number of seller ratings', about: 'seller', words: ['ratings', 'ratingcount', 'numberofratings', 'feedbackcount', 'bewertungen', 'anzahlbewertungen', 'nombredavis', 'avis', 'valoraciones', 'numerovaloraciones', 'recensioni', 'beoordelingen', 'liczbaocen'] },
  category: { label: 'Category', about: 'place', words: ['category', 'kategorie', 'categorie', 'categoria', 'kategoria', 'department', 'list'] },
  rank: { label: 'Rank', about: 'place', words: ['rank', 'place', 'position', 'pos', 'rang', 'platz', 'classement', 'puesto', 'posizione', 'miejsce', 'no', 'nr'] },
  productId: { label: 'Product id', about: 'place', words: ['productid', 'sku', 'asin', 'ean', 'gtin', 'itemid', 'artikelnummer', 'produktid', 'idproduit', 'idproducto'] },
  title: { label: 'Product title', about: 'place', words: ['title', 'product', 'producttitle', 'productname', 'item', 'titel', 'produkt', 'artikel', 'produit', 'producto', 'prodotto'] },
  productUrl: { label: 'Product page', about: 'place', words: ['producturl', 'itemurl', 'productlink', 'produktlink'] },
  price: { label: 'Price', about: 'place', words: ['price', 'preis', 'prix', 'precio', 'prezzo', 'prijs', 'cena'] },
  currency: { label: 'Currency', about: 'place', words: ['currency', 'waehrung', 'wahrung', 'devise', 'moneda', 'valuta', 'waluta'] },
  productRating: { label: 'Product rating', about: 'place', words: ['productrating', 'itemrating'] },
  reviewCount: { label: 'Number of product reviews', about: 'place', words: ['reviews', 'reviewcount', 'rezensionen', 'anzahlrezensionen', 'commentaires', 'resenas'] },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as [FieldName, ...FieldName[]];
/** What a row says of the seller itself; the rest is where it stands and with what. */
export const SELLER_FIELD_NAMES = FIELD_NAMES.filter((name) => FIELDS[name].about === 'seller');
