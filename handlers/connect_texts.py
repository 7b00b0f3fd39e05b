"""What is said about connecting sources: a table of texts, in Telegram's HTML."""

HEAD = "<b>Sources</b>"
NOBODY = "Connect where your nights and your training are, and I look by myself from then on."
WAITING = "If last night is late, the morning waits for it {minutes} min."
NO_WAITING = "If last night is late, the morning does not wait for it."

ASK_KEY = (
    "Open intervals.icu in a browser: <b>Settings</b>, at the very bottom <b>Developer</b>, there "
    "<b>API key</b>. Copy the key and paste it here as a message. I take the message out of the "
    "chat and keep the key encrypted."
)
ASK_LINK = (
    '1. <a href="{link}">Open this page of {label}</a>, on any device, and allow everything it '
    "asks.\n"
    "2. You are sent on to a page that cannot be shown. That is as it should be: copy its whole "
    "address from the address bar.\n"
    "3. Paste it here."
)
NO_APP = (
    "Oura lets in registered apps only. Whoever runs me registers one at Oura, and puts "
    "OURA_CLIENT_ID and OURA_CLIENT_SECRET into the settings; then this takes two taps."
)
STRAVA = (
    "<b>Your archive is the way</b>, and works in full: at Strava, My Account, <b>Request your "
    "archive</b>. Strava mails a link. Where I run, <code>lanterne import archive.zip</code> reads "
    "it; single FIT, TCX and GPX files you can send me right here.\n\n"
    "Why not by its API: since June 2026 Strava's policy forbids to use what comes through it in "
    "an AI application, to analyse it, to combine it with your ring's data, and to keep it over 7 "
    "days. That is all that a coach does. {operator}"
)
STRAVA_OFF = "So the API stays off here."
STRAVA_ON = (
    "Whoever runs me has switched it on all the same: what comes is kept for 7 days and counts "
    "for nothing."
)
CONNECTED = (
    "{label} is connected. I read your past now, and tell you when I am through. /connect shows "
    "how it stands."
)
ERASE_YOURSELF = "I could not take your message out of the chat: please delete it yourself."
AGAIN = "I kept nothing of what you sent: send it again in a few minutes."
SLOW = "{label} takes very long to answer. Try it again in a minute: /connect."
SURE = (
    "Disconnect {label}? I delete its keys. What I have read stays, and your own data there is "
    "not touched."
)
SURE_STRAVA = (
    "Disconnect Strava? I delete its keys and what I have seen there. Your archive, where you "
    "imported it, stays."
)
PARTED = "{label} is disconnected, its keys are deleted here. {left}"
PARTED_FOR_NOW = f"{PARTED} /connect connects it again."
NOT_THERE = "{label} was not connected."
CALENDAR_ON = "From now on each day's workout goes into your calendar at {label}."
CALENDAR_OFF = "I write nothing more into your calendar at {label}, and took today's workout out."
