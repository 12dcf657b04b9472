import Domain

/// The program that a table of deals comes from.
public enum CRM: String, CaseIterable, Sendable {
  case hubspot, salesforce, pipedrive
  /// Any other.
  case csv

  public var title: String? {
    switch self {
    case .hubspot: "HubSpot"
    case .salesforce: "Salesforce"
    case .pipedrive: "Pipedrive"
    case .csv: nil
    }
  }

  /// The id of a deal as this program always means it: Salesforce writes 15 letters in reports, and three more that
  /// follow from them elsewhere.
  func id(_ written: String) -> String {
    self == .salesforce && written.utf8.count == 18 ? String(written.prefix(15)) : written
  }

  /// By headers that only one of them has.
  init(headers: [String]) {
    let folded = headers.map(Folding.fold)
    func has(_ names: [String]) -> Int { names.count(where: folded.contains) }
    if headers.count(where: { $0.lowercased().hasPrefix("deal - ") }) >= 2 {
      self = .pipedrive
    } else if has(["dealname", "dealstage", "hubspot owner id", "hs object id", "hs lastmodifieddate"]) > 0
      || has(["deal name", "deal stage", "deal owner", "record id", "closed lost reason"]) >= 2
    {
      self = .hubspot
    } else if has([
      "opportunity name", "opportunity id", "opportunity owner", "opportunity record type", "stagename",
      "forecastcategoryname", "18 digit opportunity id", "account id",
    ]) > 0 || headers.contains(where: { $0.hasSuffix("__c") || $0.hasPrefix("Account.") || $0.hasPrefix("Owner.") }) {
      self = .salesforce
    } else {
      self = .csv
    }
  }

  /// What its headers mean, folded; the first of a field's names that is there says it.
  var names: [(field: DealField, names: [String])] {
    switch self {
    case .hubspot:
      [
        (.id, ["record id", "hs object id", "deal id", "dealid"]), (.name, ["deal name", "dealname"]),
        (
          .account,
          [
            "associated company", "associated company primary", "associated companies", "primary company",
            "associated company names", "company name",
          ]
        ),
        (.owner, ["deal owner"]), (.stage, ["deal stage", "dealstage"]),
        (.currency, ["currency", "deal currency code", "deal currency"]), (.closes, ["close date", "closedate"]),
        (.isWon, ["is closed won", "hs is closed won"]), (.isLost, ["is closed lost", "hs is closed lost"]),
        (.person, ["associated contact", "associated contacts", "associated contact names", "primary contact"]),
      ]
    case .salesforce:
      [
        (.id, ["opportunity id", "18 digit opportunity id", "id"]), (.name, ["opportunity name", "name"]),
        (.account, ["account name", "account"]), (.owner, ["opportunity owner", "owner name", "owner full name"]),
        (.industry, ["account industry"]), (.stage, ["stage", "stagename"]),
        (.currency, ["amount currency", "opportunity currency", "currencyisocode"]),
        (.closes, ["close date", "closedate"]), (.isClosed, ["closed", "isclosed"]), (.isWon, ["won", "iswon"]),
        (.person, ["primary contact", "contact name", "contact full name"]),
        (.role, ["contact role", "contact title", "title"]), (.products, ["product name", "product"]),
        (.competitor, ["main competitor s", "maincompetitors c", "competitor c", "primary competitor"]),
      ]
    case .pipedrive:
      [
        (.id, ["deal id"]), (.name, ["deal title"]), (.account, ["deal organization", "organization name"]),
        (.owner, ["deal owner"]), (.amount, ["deal value"]), (.currency, ["deal currency of value", "deal currency"]),
        (.stage, ["deal stage"]), (.outcome, ["deal status"]), (.closes, ["deal expected close date"]),
        (.closed, ["deal won time", "deal lost time", "deal deal closed on"]),
        (.person, ["deal contact person", "person name"]), (.role, ["person job title"]),
        (.products, ["deal product name"]), (.industry, ["organization industry"]),
      ]
    case .csv: []
    }
  }

  /// What headers anywhere mean, folded, in English, German, French and Spanish.
  static let anyNames: [(field: DealField, names: [String])] = [
    (
      .id,
      [
        "deal id", "opportunity id", "id", "record id", "source id", "crm id", "number", "deal number", "nr", "nummer",
        "vorgang nr", "vorgangsnummer", "auftragsnummer", "angebotsnummer", "identifiant",
        "referencia",
      ]
    ),
    (.link, ["link", "url", "deal url", "record url", "crm link", "lien", "enlace"]),
    (
      .name,
      [
        "name", "deal name", "deal", "opportunity", "opportunity name", "title", "deal title", "subject", "titel",
        "bezeichnung", "verkaufschance", "geschaft", "nom", "affaire", "opportunite", "titre", "nombre", "oportunidad",
        "negocio", "titulo",
      ]
    ),
    (
      .account,
      [
        "account", "account name", "company", "company name", "organization", "organisation", "customer", "client",
        "firma", "kunde", "unternehmen", "societe", "entreprise", "compte", "empresa", "cliente", "cuenta",
      ]
    ),
    (
      .owner,
      [
        "owner", "deal owner", "sales rep", "rep", "salesperson", "account executive", "assigned to", "verantwortlich",
        "zustandig", "besitzer", "verkaufer", "proprietaire", "commercial", "responsable", "propietario", "vendedor",
      ]
    ),
    (.industry, ["industry", "sector", "vertical", "branche", "secteur", "sector industrial", "industria"]),
    (.segment, ["segment", "customer segment", "company size", "segmento"]),
    (.region, ["region", "territory", "country", "gebiet", "land", "pays", "pais", "territorio"]),
    (.products, ["products", "product", "product name", "produkt", "produkte", "produit", "produits", "producto"]),
    (
      .competitor,
      [
        "competitor", "main competitor", "primary competitor", "competitors", "lost to", "lost to competitor",
        "competitor c", "wettbewerber", "konkurrent", "mitbewerber", "concurrent", "competidor",
      ]
    ),
    (
      .amount,
      [
        "amount", "value", "deal value", "deal amount", "deal size", "total", "acv", "arr", "tcv", "betrag", "wert",
        "auftragswert", "auftragssumme", "volumen", "auftragsvolumen",
        "summe", "montant", "valeur", "importe", "valor", "monto", "amount in company currency",
      ]
    ),
    (.currency, ["currency", "currency code", "wahrung", "devise", "monnaie", "moneda", "divisa"]),
    (
      .stage,
      ["stage", "deal stage", "sales stage", "phase", "verkaufsphase", "etape", "etapa", "pipeline stage", "fase"]
    ),
    (.outcome, ["outcome", "status", "deal status", "result", "ergebnis", "statut", "estado", "resultado"]),
    (
      .closes,
      [
        "expected close", "expected close date", "close date", "closing date", "closedate", "abschlussdatum",
        "erwarteter abschluss", "abschluss", "date de cloture", "cloture prevue", "fecha de cierre",
        "fecha de cierre prevista",
      ]
    ),
    (.closed, ["closed", "closed on", "closed date", "actual close date", "geschlossen am", "abgeschlossen am"]),
    (
      .person,
      [
        "contact", "contact name", "primary contact", "contact person", "kontakt", "ansprechpartner", "interlocuteur",
        "contacto",
      ]
    ),
    (.role, ["role", "contact role", "job title", "contact title", "position", "rolle", "poste", "fonction", "cargo"]),
  ]
}
