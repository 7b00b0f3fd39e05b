"""What is said about memory: reading, correcting, taking it along, forgetting; Telegram's HTML."""

HEAD = "<b>What I know of you</b>"
NOTHING = "Nothing you told me holds at the moment."
FOOT = "A number opens it: then it can be corrected or forgotten. /export gives you all of it."
CARD = "<b>{words}</b>"
QUOTE = "You said: “{quote}”"
WHERE_FROM = "You told me by a button."
UNKNOWN_FACT = "I don't hold that any more. /memory shows what I know."
CLOSED = "Noted: that holds no longer. If it is different now, tell me in a few words."
ERASED = (
    "Forgotten, with the message it was in. Mornings that I wrote with it stay as you got them; "
    "/forget deletes those too."
)
EXPORT = "All I remember of you: {amounts}. Tables open in any spreadsheet."
EXPORT_LARGE = (
    "That is more than Telegram lets me send. Where I run, <code>lanterne export</code> writes it."
)
FORGET = (
    "<b>Forget everything?</b>\nI would delete all I remember of you: {amounts}, what you told me, "
    "your settings and your sources' keys. It cannot be brought back; /export first gives you a "
    "copy. Copies that whoever runs me keeps elsewhere are theirs to delete."
)
LATE = "That question is from a while ago. /forget asks it again."
STAYS = "Nothing was deleted."
GOODBYE = (
    "It is all deleted. Thank you for the days we had; ride well. These messages here are yours "
    "to delete, and /start begins anew if you ever want to."
)
LEFT = "I know nothing of you any more. /start begins anew."
