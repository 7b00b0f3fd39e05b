"""What the conversation itself says, apart from the coach: a table of texts, in Telegram's HTML.

`voice` is the measure: short, in "you", no scolding, no exclamation marks.
"""

WELCOME = (
    "I am your training coach. Each morning at {push_time} ({timezone}) I tell you what today "
    "should be, and why.\n\n"
    "/today shows today now, /settings changes the time. Answer me in your own words: "
    "“legs are heavy”, “only 40 minutes”, “left knee 4/10”."
)
WELCOME_BACK = "You are in already. /today shows today, /help what I can do."
STRANGER = (
    "This is somebody's private coach. If that is you, send /start with the code shown where you "
    "started me."
)
GROUP = "I only coach in private chats, so I leave this one. Write to me directly."
HELP = (
    "Each morning I look at your nights, your training and your goal, and say what today should "
    "be.\n\n{commands}\n\n"
    "Or just tell me: how you slept, what hurts and how much (0 to 10), how long you have. Ask: "
    "“what if I skip today?”. Or say what to change: “make Sunday a rest day”."
)
USAGE = "<b>Language models</b>"
PAUSED = "Paused: no mornings until you send /resume. /today still answers."
RESUMED = "Good to have you back. The next morning comes {when}."
NOT_PAUSED = "You are not paused. The next morning comes {when}."
ALREADY_PAUSED = "You are paused already. /resume brings the mornings back."
SETTINGS = (
    "<b>Settings</b>\nTime zone {timezone} · it is {clock} there\n"
    "Morning at {push_time}{paused}\n\n"
    "Tap a time, or write both: /settings Europe/Berlin 06:45"
)
SETTINGS_UNCLEAR = (
    "I did not understand “{word}”. Write a zone and a time: /settings Europe/Berlin 06:45"
)
SETTINGS_MANY = "“{word}” fits several time zones: {zones}. Write the whole name."
FORGED = "I don't know that button. /today brings fresh ones."
VOICE = "I cannot listen to voice notes yet. Write it in a few words, please."
VOICE_HEARD = "I heard: “{words}”"
VOICE_LONG = "I listen to {minutes} minutes at most. Send it in shorter pieces, or write it."
VOICE_EMPTY = "I could not make out any words. Write it in a few words, please."
VOICE_FAILED = "I could not listen to that just now. Write it in a few words, please."
VOICE_BUDGET = (
    "Listening costs a little, and today's budget for it is spent. Write it in a few words, please."
)
VIDEO_NOTE = "I cannot watch video notes. A voice note or a few words will do."
RUSH = (
    "You write faster than I can answer. For the next minute I note what you tell me and stay "
    "short; ask again what is still open then."
)
NOTHING_TO_STOP = "I am not writing anything just now. /pause stops the mornings."
PICTURE = "I cannot see pictures yet. Tell me in words."
STICKER = "I cannot read that kind of message. A few words do it, or /help."
LOCATION = "I have no use for places yet. Your time zone is in /settings."
FILE_TOO_LARGE = (
    "That is more than the 20 MB that Telegram lets me fetch. Where I run, <code>lanterne import"
    "</code> reads files and archives of any size."
)
FILE_TAKES_LONG = "There is a lot in it: I read on, and tell you when I am through."
FILE_LOST = "I could not fetch the file from Telegram. Send it once more, please."
EDITED = "I work with what you first wrote. If it is different now, send it as a new message."
UNKNOWN_COMMAND = "I don't know {command}. /help shows what I can do."
BROKEN = "Something failed on my side, and it is in the log. Try again in a minute."
SLOW = "That took me too long, so I stopped. Try again in a minute."
NOT_COMPUTED = (
    "<b>Today</b>\nI could not work out your session this morning: something failed on my side, "
    "and it is in the log. Until it is mended, 40 easy minutes suit nearly everyone; rest if you "
    "are ill or something hurts.\n\n/today tries again."
)
EMPTY = "I did not get that. Tell me how you feel in a few words, or ask /today."
