public import Domain

/// A profile to begin with, for any trade: to be edited, then taken in by `comeback fit --profile FILE`.
public enum StartingProfile {
  /// The profile that stands, to be changed.
  public static func text(of profile: FitProfile) -> String {
    """
    # Whom you can truly help. Change it, then: comeback fit --profile FILE
    # A criterion that keeps its name keeps what is known of it on each deal.


    """ + ProfileFile.text(profile)
  }

  public static let text = """
    # Whom you can truly help: five or six things that you could hold against any deal, and what
    # rules one out. Make it yours, then: comeback fit --profile FILE
    #
    # criterion: its name      weight: 1 to 10, how much it counts beside the others
    # met, not-met: what it looks like, so that two people judge alike
    # ask: the question to a prospect that tells
    # rule: a field of the deal that answers it by itself (industry, segment, region, product or
    #       competitor), as in   rule: industry is logistics, retail
    #
    # How keen they are is no criterion: that changes from week to week, and fit stays.

    criterion: A problem that hurts this year
    weight: 3
    met: They say what it costs them, in money, hours or trouble, without being pushed.
    not-met: Nobody would notice if it stayed as it is.
    ask: If nothing changes here for a year, what does that cost you?

    criterion: Somebody has to solve it
    weight: 3
    met: It is on one person's list, and that person is asked about it.
    not-met: Everybody finds it interesting and it is nobody's job.
    ask: Who gets asked when this goes wrong the next time?

    criterion: What we have does the job
    weight: 3
    met: What we sell today covers what they need on the first day.
    not-met: It hangs on something that we would have to build.
    ask: What must it do on day one for you to use it?

    criterion: They can pay for it
    weight: 2
    met: Money is set aside, or somebody says where it would come from.
    not-met: No money, and nobody who has ever found any for such a thing.
    ask: The last time you bought something like this, where did the money come from?

    criterion: We get to who decides
    weight: 2
    met: We have talked with whoever signs, or our contact brings us together.
    not-met: Our contact keeps us away from everybody else.
    ask: Who else has to be happy with this before you could say yes?

    criterion: Something makes it now
    weight: 1
    met: A date that isn't ours: a contract that ends, an audit, a move.
    not-met: Any month is as good as another.
    ask: What happens on your side if it isn't done by then?

    # Hard stops: one is enough, whatever else a deal meets. No weight.
    # Say here what you have learnt the hard way.

    stop: They need what we will never build
    because: We would promise it twice and lose them all the same.

    stop: Too small to be served well
    because: Below our smallest package neither side is happy.
    # rule: segment is one-person

    # Of the weight that is known, percent that a deal must meet for A, and for B. The rest is C.

    tiers:
    a: 80
    b: 50

    """
}
