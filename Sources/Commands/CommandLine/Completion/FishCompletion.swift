/// Completion for fish, with a description beside each candidate.
enum FishCompletion {
    static let script = #"""
        # fish completion for spoor
        function __spoor_complete
            # The word at the cursor comes as typed, quotes and backslashes included.
            set -l typed (commandline -ct | string replace -r -- '^["\']' '' | string replace -a '\\' '')
            set -l words (commandline -opc) "$typed"
            set -l answer ($words[1] __complete $words[2..-1] 2>/dev/null)
            test (count $answer) -gt 1; and printf '%s\n' $answer[2..-1]
            if test "$answer[1]" = files
                if string match -qr -- '^-.*=' "$typed"
                    set -l option (string replace -r -- '=.*' '=' $typed)
                    __fish_complete_path (string replace -r -- '^[^=]*=' '' $typed) | string replace -r -- '^' $option
                else
                    __fish_complete_path "$typed"
                end
            end
        end
        complete -c spoor -f -a '(__spoor_complete)'

        """#
}
