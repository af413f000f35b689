/// Completion for zsh, with a description beside each candidate.
enum ZshCompletion {
    static let script = #"""
        #compdef spoor
        _spoor() {
            local line value typed
            local -a before answer values shown keys shownKeys
            # The word at the cursor comes as typed, maybe in a quote that is still open.
            typed="${words[CURRENT]#[\"\']}"
            typed="${(Q)typed}"
            before=("${(@Q)words[2,CURRENT-1]}")
            (( CURRENT > 2 )) || before=()
            answer=("${(@f)$("${(Q)words[1]}" __complete "${before[@]}" "$typed" 2>/dev/null)}")
            for line in "${(@)answer[2,-1]}"; do
                value="${line%%$'\t'*}"
                if [[ $value == *= ]]; then
                    keys+=("$value")
                    shownKeys+=("${line/$'\t'/  }")
                else
                    values+=("$value")
                    shown+=("${line/$'\t'/  }")
                fi
            done
            (( $#keys )) && compadd -S '' -l -d shownKeys -a keys
            (( $#values )) && compadd -l -d shown -a values
            if [[ $answer[1] == files ]]; then
                [[ $PREFIX == -*=* ]] && compset -P '*='
                _files
            fi
        }
        if [[ $funcstack[1] == _spoor ]]; then _spoor "$@"; else compdef _spoor spoor; fi

        """#
}
