import GRDB

/// The tables, and how they came about. A shipped migration is never edited.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 journal, rows, index, local") { db in
      try db.execute(sql: journal)
      for table in Catalog.tables where table.number <= 8 { try create(table, without: ["no_fit"], in: db) }
      try db.execute(sql: lookups)
      try db.execute(sql: derived)
      try db.execute(sql: local)
    }
    migrator.registerMigration("2 merging") { db in try db.execute(sql: merging) }
    migrator.registerMigration("3 meaning") { db in try db.execute(sql: meaning) }
    migrator.registerMigration("4 gaps") { db in
      try create(Catalog.gap, in: db)
      try db.execute(sql: gaps)
    }
    migrator.registerMigration("5 reasons") { db in
      try create(Catalog.reason, in: db)
      try db.execute(sql: "CREATE INDEX reason_deal ON reason(deal)")
    }
    migrator.registerMigration("6 calls") { db in try db.execute(sql: calls) }
    migrator.registerMigration("7 learning") { db in
      for table in Catalog.tables where (11...16).contains(table.number) { try create(table, in: db) }
      try db.execute(sql: learning)
    }
    return migrator
  }

  /// Entries are stored as the bytes they were hashed as; the columns beside them are read from those bytes.
  private static let journal = """
    CREATE TABLE journal(
      number INTEGER PRIMARY KEY,
      header BLOB NOT NULL,
      previous BLOB NOT NULL,
      commitment BLOB NOT NULL,
      hash BLOB NOT NULL UNIQUE,
      salt BLOB,
      body BLOB,
      chain BLOB GENERATED ALWAYS AS (substr(header, 2, 17)) VIRTUAL,
      sequence BLOB GENERATED ALWAYS AS (substr(header, 19, 8)) VIRTUAL,
      stamp BLOB GENERATED ALWAYS AS (substr(header, 27, 8)) VIRTUAL,
      act BLOB GENERATED ALWAYS AS (substr(header, 51, 16)) VIRTUAL,
      kind BLOB GENERATED ALWAYS AS (substr(header, 67, 1)) VIRTUAL,
      place BLOB GENERATED ALWAYS AS (substr(header, 68, 20)) VIRTUAL
    ) STRICT;
    CREATE INDEX journal_chain ON journal(chain, sequence);
    CREATE INDEX journal_place ON journal(place, stamp, chain, sequence, hash);
    CREATE INDEX journal_act ON journal(act);
    CREATE INDEX journal_acts ON journal(number) WHERE kind = x'01';
    """

  /// - Parameter later: Fields that a later migration adds.
  private static func create(_ table: Table, without later: Set<String> = [], in db: Database) throws {
    var columns = [
      "number INTEGER PRIMARY KEY", "id BLOB NOT NULL UNIQUE", "handle TEXT NOT NULL",
      "retired INTEGER NOT NULL DEFAULT 0",
    ]
    for field in table.fields where !later.contains(field.name) {
      let type =
        switch field.kind {
        case .text, .list: "TEXT"
        case .integer: "INTEGER"
        case .real: "REAL"
        case .id: "BLOB"
        }
      let reference =
        field.references.map { " REFERENCES \($0)(id) DEFERRABLE INITIALLY DEFERRED" } ?? ""
      columns.append("\(field.name) \(type)\(reference)")
    }
    // Names come from the catalogue alone, never from a person.
    try db.execute(sql: "CREATE TABLE " + table.name + "(" + columns.joined(separator: ", ") + ") STRICT")
    try db.execute(sql: "CREATE INDEX " + table.name + "_handle ON " + table.name + "(handle)")
  }

  private static let lookups = """
    CREATE INDEX phrasing_objection ON phrasing(objection);
    CREATE INDEX phrasing_encounter ON phrasing(encounter) WHERE encounter IS NOT NULL;
    CREATE INDEX response_objection ON response(objection);
    CREATE INDEX response_newer_wording_of ON response(newer_wording_of) WHERE newer_wording_of IS NOT NULL;
    CREATE INDEX person_deal ON person(deal);
    CREATE INDEX encounter_objection ON encounter(objection);
    CREATE INDEX encounter_deal ON encounter(deal) WHERE deal IS NOT NULL;
    CREATE INDEX encounter_person ON encounter(person) WHERE person IS NOT NULL;
    CREATE INDEX encounter_response ON encounter(response, result, knowing, day, retired, deal);
    """

  /// What `derive` computes: each way of saying an objection as folded text, its index, and the words and
  /// stems of all of them with the number of texts that they stand in, and the words of names.
  private static let derived = """
    CREATE TABLE spoken(
      number INTEGER PRIMARY KEY,
      objection INTEGER NOT NULL,
      phrasing INTEGER,
      folded TEXT NOT NULL,
      stems TEXT NOT NULL
    ) STRICT;
    CREATE INDEX spoken_objection ON spoken(objection);
    CREATE VIRTUAL TABLE spoken_words USING fts5(
      folded, content='spoken', content_rowid='number', tokenize='porter unicode61'
    );
    CREATE TRIGGER spoken_added AFTER INSERT ON spoken BEGIN
      INSERT INTO spoken_words(rowid, folded) VALUES (new.number, new.folded);
    END;
    CREATE TRIGGER spoken_removed AFTER DELETE ON spoken BEGIN
      INSERT INTO spoken_words(spoken_words, rowid, folded) VALUES ('delete', old.number, old.folded);
    END;
    CREATE TABLE spoken_word(word TEXT PRIMARY KEY, texts INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE spoken_stem(stem TEXT PRIMARY KEY, texts INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE name_word(word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE derived(key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// What a merge needs: entries that wait for a row that hasn't come, objections that are the same one;
  /// of this machine's own, what came in when, what of one's own lost then, and the file as it was last
  /// written.
  private static let merging = """
    CREATE TABLE waiting(entry INTEGER PRIMARY KEY, wanted_table INTEGER NOT NULL, wanted_row BLOB NOT NULL) STRICT;
    CREATE INDEX waiting_wanted ON waiting(wanted_table, wanted_row);
    CREATE TABLE same(objection BLOB PRIMARY KEY, head BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX same_head ON same(head);
    CREATE INDEX journal_links ON journal(number) WHERE kind IN (x'05', x'06');
    CREATE TABLE merged(first INTEGER PRIMARY KEY, last INTEGER NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE TABLE conflict(
      number INTEGER PRIMARY KEY, place BLOB NOT NULL UNIQUE, mine BLOB NOT NULL, theirs BLOB NOT NULL
    ) STRICT;
    CREATE TABLE own_file(only_one INTEGER PRIMARY KEY CHECK (only_one = 1), identity TEXT NOT NULL) STRICT;
    """

  /// What texts mean, as vectors of the model with this id: small ones to look through, and exact ones. A text
  /// without them waits to be embedded. What an older version computed is computed anew.
  private static let meaning = """
    CREATE TABLE meaning(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, model INTEGER, coarse BLOB) STRICT;
    CREATE TABLE meaning_exact(number INTEGER PRIMARY KEY, vector BLOB NOT NULL) STRICT;
    CREATE INDEX meaning_waiting ON meaning(number) WHERE model IS NULL;
    ALTER TABLE spoken ADD COLUMN meaning INTEGER;
    CREATE INDEX spoken_meaning ON spoken(meaning);
    DELETE FROM derived WHERE key = 'catalog';
    """

  /// What this machine looked for in vain; and where the index holds a way of saying, and these very words.
  private static let gaps = """
    CREATE TABLE looked_for(
      folded TEXT PRIMARY KEY, words TEXT NOT NULL, kind TEXT NOT NULL, times INTEGER NOT NULL, last TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX spoken_phrasing ON spoken(phrasing);
    CREATE INDEX spoken_folded ON spoken(folded);
    """

  /// The calls that stand in the rep's own calendars, each with the calendar that it came from.
  private static let calls = """
    CREATE TABLE call(
      number INTEGER PRIMARY KEY, calendar TEXT NOT NULL, uid TEXT NOT NULL, starts TEXT, minutes INTEGER,
      day TEXT NOT NULL, title TEXT NOT NULL, deal BLOB, people TEXT NOT NULL
    ) STRICT;
    CREATE INDEX call_calendar ON call(calendar);
    """

  private static let learning = """
    ALTER TABLE deal ADD COLUMN no_fit TEXT;
    CREATE INDEX debrief_answer_deal ON debrief_answer(deal);
    CREATE INDEX debrief_answer_objection ON debrief_answer(objection) WHERE objection IS NOT NULL;
    CREATE INDEX debrief_answer_response ON debrief_answer(response) WHERE response IS NOT NULL;
    CREATE INDEX debrief_answer_encounter ON debrief_answer(encounter) WHERE encounter IS NOT NULL;
    CREATE INDEX remark_deal ON remark(deal);
    CREATE INDEX remark_person ON remark(person) WHERE person IS NOT NULL;
    CREATE INDEX follow_up_deal ON follow_up(deal);
    CREATE INDEX follow_up_objection ON follow_up(objection) WHERE objection IS NOT NULL;
    CREATE INDEX follow_up_response ON follow_up(response) WHERE response IS NOT NULL;
    CREATE INDEX follow_up_event ON follow_up(event) WHERE event IS NOT NULL;
    CREATE INDEX fit_mark_deal ON fit_mark(deal);
    """

  /// What is only this machine's: never journalled, merged or exported.
  private static let local = """
    CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE own_device(device BLOB PRIMARY KEY, current INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE clock(only_one INTEGER PRIMARY KEY CHECK (only_one = 1), stamp INTEGER NOT NULL) STRICT;
    CREATE TABLE draft(name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """
}
