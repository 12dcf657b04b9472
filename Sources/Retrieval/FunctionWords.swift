/// Words that hold sentences together and say little of what they are about, folded.
package enum FunctionWords {
  package static let all: Set<String> = Set(
    """
    a about after all also am an and any anything are arent as at be been before being but by can cant could couldnt
    did didnt do does doesnt doing dont down for from get gets getting go going got had has have havent having he her
    here hers him his how i id if ill im in into is isnt it its ive just lot make many may me mine more most much my
    no nor not now of off on one only or other our ours out over own really said say says she should so some someone
    something such than that thats the their theirs them then there theres these they theyre theyve thing things this
    those through to too u under until up us very want was wasnt we well were weve what whats when where which while
    who why will with wont would wouldnt yes you your youre yours youve
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
