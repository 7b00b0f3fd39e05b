"""The table of answers: which question is answered by what."""

from collections.abc import Mapping

from coach.agents.answering import ahead, past, standing, talk, terms, today, what_if
from coach.agents.answering.ground import Answer
from coach.agents.answering.question import Question

ANSWERS: Mapping[Question, Answer] = {
    Question.SKIP: what_if.skip,
    Question.SWAP: what_if.swap,
    Question.WITH_THIS: today.with_this,
    Question.WHAT_IF: what_if.what_if,
    Question.MORE: what_if.more,
    Question.LESS: what_if.less,
    Question.INSTEAD: what_if.another_sport,
    Question.RECOVERY_WEEK: ahead.recovery_week,
    Question.REST_DAY: ahead.rest_day,
    Question.HARD_DAY: ahead.hard_day,
    Question.NEXT_PHASE: ahead.next_phase,
    Question.RACE: ahead.race,
    Question.SLEEP: past.sleep,
    Question.HRV: past.hrv,
    Question.FTP: standing.threshold,
    Question.ZONES: today.zones,
    Question.EXPLAIN: terms.explain,
    Question.HOW_HARD: today.how_hard,
    Question.LOAD: past.load,
    Question.DONE_THEN: past.done_then,
    Question.WEEK_AHEAD: ahead.week_ahead,
    Question.TOMORROW: ahead.tomorrow,
    Question.ON_TRACK: standing.on_track,
    Question.HOW_AM_I: standing.how_am_i,
    Question.TODAY: today.today,
    Question.FOOD: talk.cannot(Question.FOOD),
    Question.WEATHER: talk.cannot(Question.WEATHER),
    Question.GEAR: talk.cannot(Question.GEAR),
    Question.RESULT: talk.cannot(Question.RESULT),
    Question.WEIGHT: talk.cannot(Question.WEIGHT),
    Question.TIME_OF_DAY: talk.cannot(Question.TIME_OF_DAY),
    Question.CONNECT: talk.cannot(Question.CONNECT),
    Question.WHY: today.why,
    Question.WHO: talk.who,
    Question.GREETING: talk.greeting,
    Question.THANKS: talk.thanks,
    Question.AGREED: talk.agreed,
}
