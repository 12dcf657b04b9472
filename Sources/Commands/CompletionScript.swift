import ArgumentParser

/// A shell's script: it hands what is typed to `comeback`, and what comes back to the shell. Nothing that comes back
/// is ever run.
enum CompletionScript: String, ExpressibleByArgument, CaseIterable {
  case bash, zsh, fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  private static let bashText = #"""
    # Completes comeback in bash. Made by: comeback completions bash

    _comeback() {
      local line kind=
      COMPREPLY=()
      while IFS= read -r line; do
        if [[ -z $kind ]]; then
          kind=$line
        else
          COMPREPLY+=("$line")
        fi
      done < <(command comeback complete --bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null </dev/null)
      if [[ $kind == files ]]; then
        compopt -o default 2>/dev/null
      elif [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then
        compopt -o nospace 2>/dev/null
      fi
      return 0
    }

    complete -o nosort -F _comeback comeback 2>/dev/null || complete -F _comeback comeback

    """#

  private static let zshText = #"""
    #compdef comeback
    # Completes comeback in zsh. Made by: comeback completions zsh

    _comeback() {
      local -a lines before names shown open
      local line name help
      before=("${(@Q)words[2,CURRENT-1]}")
      (( CURRENT > 2 )) || before=()
      lines=("${(@f)$(command comeback complete --zsh "${before[@]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}")
      if [[ ${lines[1]} == files ]]; then
        [[ $PREFIX == --*=* ]] && compset -P '*='
        _files
        return
      fi
      for line in "${(@)lines[2,-1]}"; do
        name=${line%%$'\t'*}
        help=${line#*$'\t'}
        if [[ $name == *: ]]; then
          open+=("$name")
        else
          names+=("$name")
          shown+=("$name${help:+  -- $help}")
        fi
      done
      (( ${#names} + ${#open} )) || return 1
      (( ${#names} )) && compadd -U -V comeback -l -d shown -a names
      (( ${#open} )) && compadd -U -V filters -S '' -a open
      return 0
    }

    if [[ ${funcstack[1]} == _comeback ]]; then
      _comeback "$@"
    else
      compdef _comeback comeback
    fi

    """#

  private static let fishText = #"""
    # Completes comeback in fish. Made by: comeback completions fish

    function __comeback_complete
      set -l before (commandline -xpc 2>/dev/null; or commandline -opc)
      set -e before[1]
      set -l current (commandline -ct)
      set -l lines (command comeback complete --fish $before "$current" 2>/dev/null </dev/null)
      if test "$lines[1]" = files
        set -l flag (string match -r -- '^--[a-z-]+=' "$current")
        for path in (__fish_complete_path (string replace -r -- '^--[a-z-]+=' '' "$current"))
          echo "$flag$path"
        end
        return
      end
      set -e lines[1]
      if set -q lines[1]
        printf '%s\n' $lines
      end
    end

    complete -c comeback -e
    complete -c comeback -f -k -a '(__comeback_complete)'

    """#
}
