/// What around Comeback it goes by, in words for the manual.
enum Surroundings {
  static let variables: [(name: String, meaning: String)] = [
    ("COMEBACK_DATABASE", "The base to work on, where --database says no other."),
    ("COMEBACK_MODEL", "The folder of what finds by meaning, where it isn't in the usual place."),
    ("COMEBACK_SEED", "The folder of the starter objections, where they aren't beside the command."),
    ("XDG_DATA_HOME", "Where data is kept instead of ~/.local/share: the base, its backups, the model."),
    ("NO_COLOR", "Not empty and not 0: no colour."),
    ("CLICOLOR_FORCE", "Not empty and not 0: colour even in a pipe. NO_COLOR is stronger."),
    ("ACCESSIBLE, COMEBACK_ACCESSIBLE", "Not empty and not 0: plain lines, for a screen reader."),
    ("TERM", "With dumb the same, and no colour."),
    ("LC_ALL, LC_CTYPE, LANG", "Without UTF-8 in the first that is set, the live screen is drawn in plain ASCII."),
    ("USER, LOGNAME", "Your name until you set one: comeback config set name Ana"),
    ("SSH_CONNECTION, TMUX", "Set: what you copy goes by the terminal, or through tmux."),
  ]

  static let files: [(name: String, meaning: String)] = [
    ("~/.local/share/comeback/comeback.db", "Your base. On macOS ~/Library/Application Support/comeback/comeback.db."),
    ("comeback.db-wal, comeback.db-shm", "What is newest in it: a copy takes them along."),
    ("comeback.db.backups", "The day's copies, seven days and four weeks of them: comeback restore"),
    ("comeback.db.lock", "Keeps two Comebacks from writing at once. It may stay."),
    ("~/.local/share/comeback/demo.db", "The invented history of comeback demo."),
    ("~/.local/share/comeback/models", "What finds by meaning: comeback model"),
  ]
}
