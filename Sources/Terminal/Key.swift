/// What somebody pressed, once its bytes are read.
public enum Key: Hashable, Sendable {
  case text(Character)
  /// Text from elsewhere, of any number of lines. Never a command.
  case paste(String)
  case enter, tab, backTab, escape, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown, wordLeft, wordRight
  /// Ctrl and a small letter.
  case control(Character)
  /// F1 is 1.
  case function(Int)
}
