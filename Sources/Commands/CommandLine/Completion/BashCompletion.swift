/// Completion for bash 4 and later, without the bash-completion package.
enum BashCompletion {
    static let script = #"""
        # bash completion for spoor
        _spoor() {
            local index piece typed quote="" cut head tail
            local -a words=() answer=() values=()
            # bash splits words at = and : too; they are put together again.
            for ((index = 1; index <= COMP_CWORD; index++)); do
                piece="${COMP_WORDS[index]}"
                if ((${#words[@]})) && [[ $joined || $piece == [=:]* ]]; then
                    words[-1]+="$piece"
                else
                    words+=("$piece")
                fi
                local joined=""
                [[ $piece == *[=:] && $piece != *[!=:]* ]] && joined=1
            done
            typed="${words[-1]-}"
            [[ $typed == [\"\']* ]] && quote="${typed:0:1}"
            # Words arrive as typed, quotes and backslashes included.
            for index in "${!words[@]}"; do
                piece="${words[index]#[\"\']}"
                piece="${piece%[\"\']}"
                [[ ${words[index]} == \'* ]] || piece="${piece//\\/}"
                words[index]="$piece"
            done
            typed="${words[-1]-}"
            mapfile -t answer < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2>/dev/null)
            # What stands before the last = or : is not part of what bash replaces.
            cut="${typed%"${typed##*[=:]}"}"
            [[ $quote ]] && cut=""
            for piece in "${answer[@]:1}"; do
                piece="${piece%%$'\t'*}"
                piece="${piece#"$cut"}"
                [[ $quote ]] || printf -v piece %q "$piece"
                # A key whose value follows, such as service=
                piece="${piece/%\\=/=}"
                values+=("$piece")
            done
            COMPREPLY=("${values[@]}")
            if [[ ${answer[0]-} == files ]]; then
                compopt -o filenames 2>/dev/null
                if ((${#values[@]} == 0)) || [[ $typed == */* ]]; then COMPREPLY=(); fi
                mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${typed#"$cut"}")
            elif ((${#values[@]} == 1)) && [[ ${values[0]} == *= ]]; then
                compopt -o nospace 2>/dev/null
            fi
        }
        complete -F _spoor spoor

        """#
}
