"""What the rules say in Spanish: code to reason and remedy; what is said by nothing in English is not here."""

_FORECAST = "Pidan el pronóstico al servicio meteorológico; aquí harían falta datos de pronósticos."
_ODDS = "Hablen de si las probabilidades, como 7 años de 10, ayudan a decidir; un pronóstico estacional diría más."
_WIDER = "Pregunten por veinte años o más, como {wider}."
_WHERE = "Elijan un lugar de la lista, o dibújenlo."
_RECORD = "Usen un registro de observaciones."

SPANISH: dict[str, tuple[str, str]] = {
    "time.scale.unknown": (
        "La necesidad no dice en qué escala de tiempo se decide.",
        "Digan si deciden los días, las décadas de días, los meses o las temporadas.",
    ),
    "time.scale.same": ("La respuesta se da por {scale}, como se pidió.", ""),
    "time.scale.set": ("La respuesta se da para la parte del año que ustedes fijan, que no es más larga.", ""),
    "time.scale.statistics": ("Diez años y más se responden con cuentas sobre muchos: {finest}.", ""),
    "time.scale.coarser": (
        "La respuesta se da por {finest}; con ello se pueden componer {scale}.",
        "Reúnan {finest} en {scale}, y digan cómo: suma, media o cuenta.",
    ),
    "time.scale.finer": (
        "La respuesta se da por {finest}; {scale} es más fino y no se puede sacar de ahí.",
        "Decidan por {finest}, o pidan una receta que responda por {scale}.",
    ),
    "time.step.finer": (
        "Los datos vienen por {step}; la receta trabaja por {wanted}.",
        "Sumen o promedien antes los datos por {wanted}.",
    ),
    "time.step.coarser": (
        "Los datos vienen por {step}; la receta los necesita por {wanted}.",
        "Busquen datos del mismo tipo por {wanted}.",
    ),
    "time.horizon.unknown": (
        "La necesidad no dice si pregunta por esta temporada o por años venideros.",
        "Digan hasta dónde debe mirar la respuesta.",
    ),
    "time.horizon.not_claimed": (
        "La receta no pretende responder para {horizon}.", "Pregunten a su autor si puede, o pidan otra receta.",
    ),
    "time.past.record": ("Los años del registro, {years}, fueron observados.", ""),
    "time.past.model": (
        "Un modelo climático vive sus propios años: ninguno es un año que la gente recuerde.", _RECORD,
    ),
    "time.past.forecast": ("Un pronóstico dice lo que se esperaba, no lo que pasó.", _RECORD),
    "time.days.none": ("Nada en ello mira los próximos días.", _FORECAST),
    "time.now.record": (
        "El registro da las probabilidades de años pasados ({years}), no la fecha de este año.", _ODDS,
    ),
    "time.now.model": (
        "Una proyección nunca nombra un año: da probabilidades para años como {years}, no para este.", _ODDS,
    ),
    "time.years.record": (
        "En los próximos diez años el azar pesa más que el cambio: el registro da una primera idea, en probabilidades.",
        "Hablen de si bastan las probabilidades del pasado, y de lo que un clima más cálido puede añadir.",
    ),
    "time.years.model": (
        "En los próximos diez años el azar pesa más que el cambio: los modelos hablan de veinte años y más.",
        "Hablen de si las probabilidades de veinte años o más ayudan a decidir.",
    ),
    "time.projection.record": (
        "El registro termina en {last}; no dice nada de {asked}.", "Usen datos de proyecciones que tengan {asked}.",
    ),
    "time.projection.model": (
        "Los modelos climáticos llegan a los años venideros, como probabilidades sobre muchos años.", "",
    ),
    "time.forecast.reaches": ("Un pronóstico mira este momento.", ""),
    "time.forecast.season": (
        "Un pronóstico estacional da probabilidades para este año, no lo que traerá.",
        "Hablen de si esas probabilidades ayudan a decidir, y de cuántas veces se cumplieron.",
    ),
    "time.forecast.not_so_far": (
        "Un pronóstico termina mucho antes de {horizon}.", "Usen datos de proyecciones.",
    ),
    "time.hindcast": (
        "Los pronósticos antiguos muestran cuánto valen los de su tipo; no responden para {horizon}.",
        "Hablen de si sus aciertos y fallos ayudan; si no, usen observaciones o un pronóstico.",
    ),
    "time.period.enough": ("{period} son {count} años: bastan para contar probabilidades.", ""),
    "time.period.one_year": ("Ninguna proyección nombra un año dado como {asked}.", _WIDER),
    "time.period.one_day": (
        "Ninguna proyección nombra un día como {asked}: habla de muchos años juntos.",
        "Pregunten cuántas veces llega un día así en veinte años o más, como {wider}.",
    ),
    "time.period.few": (
        "{period} dice lo que pasó entonces, no cuántas veces pasa: las probabilidades piden veinte años o más.",
        _WIDER,
    ),
    "time.period.short": ("{count} años ({period}) son pocos: las probabilidades piden veinte o más.", _WIDER),
    "time.period.part": ("De {asked} los datos tienen {period}.", "Tomen {period}, y díganlo."),
    "time.period.outside": (
        "Los datos tienen {holds}, nada de {asked}.",
        "Pregunten por años dentro de {holds}, o busquen datos de {asked}.",
    ),
    "time.period.chosen": (
        "La necesidad no nombra años; se toman {period}.", "Digan de qué años trata la decisión.",
    ),
    "time.record.short": (
        "El registro tiene {count} años; la receta pide {wanted}.",
        "Lean las probabilidades con cuidado, y busquen un registro más largo.",
    ),
    "time.models.few": ("Solo hay {count} modelos: el rango verdadero es más ancho que el suyo.", ""),
    "time.scenarios.one": ("Solo hay un escenario de emisiones: otro daría otra respuesta.", ""),
    "time.deadline.past": (
        "La información se quería para el {deadline}, que ya pasó.", "Digan cuándo se decide la próxima vez.",
    ),
    "time.deadline.before_data": (
        "La información se quiere para el {deadline}, antes de que terminen los años {asked}: nadie tendrá esos datos.",
        "Pregunten por años anteriores a ese día, o esperen hasta el {there}.",
    ),
    "time.lead.unknown": (
        "No está escrito cuánto mira adelante este pronóstico; deben saberlo {asked} antes.",
        "Pregunten a quien lo hace, y anoten su plazo en la ficha de los datos.",
    ),
    "time.lead.short": (
        "El pronóstico mira {have} adelante; deben saberlo {asked} antes.",
        "Hablen de lo que aún se puede hacer {have} antes; las probabilidades del pasado se saben en todo momento.",
    ),
    "time.lead.enough": ("El pronóstico mira {have} adelante.", ""),
    "time.level.coarse": (
        "La respuesta más fina vale para {have}; lo más grueso que {level} no les sirve.",
        "Hablen de si {have} basta, o pidan una receta que responda por {level}.",
    ),
    "time.timeliness.unknown": (
        "No está escrito cuándo llegan estos datos; los quieren en {asked}.",
        "Pregunten a quien los hace, y anoten el retraso en su ficha.",
    ),
    "time.timeliness.late": (
        "Los datos llegan {have} después del día; los quieren en {asked}.",
        "Hablen de si {have} basta; su propio pluviómetro se lee el mismo día.",
    ),
    "time.certainty": (
        "Cuántas veces acierta se cuenta en el producto, y se pone frente a los {asked} de 10 que piden.", "",
    ),
    "space.place.unknown": ("La necesidad no dice dónde.", _WHERE),
    "space.place.not_found": ("Aquí no se conoce ningún lugar llamado {place}.", _WHERE),
    "space.cover.inside": ("Los datos cubren {place}.", ""),
    "space.cover.little": (
        "Los datos cubren solo el {percent} % de {place}: muy poco para hablar del lugar.",
        "Pregunten por la parte cubierta, o busquen datos para el resto.",
    ),
    "space.cover.part": (
        "Los datos cubren el {percent} % de {place}.",
        "Pregunten por la parte cubierta, o busquen datos para el resto.",
    ),
    "space.cover.outside": (
        "Los datos no llegan a {place}: los más cercanos están a {km} km.", "Ayudarían datos que cubran {place}.",
    ),
    "space.sea": (
        "{place} está en el mar, a {km} km de la tierra más cercana del mapa.",
        "Dibujen el lugar de nuevo, o elíjanlo de la lista; ¿están longitud y latitud en su orden?",
    ),
    "space.sea.maybe": (
        "El mapa no muestra tierra en {place}: la más cercana está a {km} km.",
        "Digan si es una isla pequeña; si no, dibujen el lugar de nuevo.",
    ),
    "space.point.here": ("Los datos son de un punto a {km} km de {place}.", ""),
    "space.point.holds": ("Los datos son de un punto dentro de {place}, que es pequeño.", ""),
    "space.point.for_area": (
        "Un solo punto vale por todo {place}, de unos {width} km de ancho.",
        "Hablen de si ese punto se parece a sus campos; su propio instrumento lo diría.",
    ),
    "space.point.near": (
        "Los datos son de un punto a {km} km, fuera de {place}.", "Hablen de si el tiempo allí es como el suyo.",
    ),
    "space.sites.not_taken": ("La receta no trabaja sobre puntos.", "Usen datos en malla."),
    "space.level.meets": ("Los datos distinguen {have}; se pide {level}.", ""),
    "space.level.useful": (
        "Los datos distinguen {have}: útil ({level} como mucho), aunque no tan fino como se desea ({wished}).", "",
    ),
    "space.level.coarse": (
        "Los datos distinguen {have}; más de {level} no les sirve.",
        "Hablen de si {have} basta; ayudarían datos más finos, o lecturas propias cerca de los campos.",
    ),
    "space.level.far": (
        "Los datos distinguen {have}, mucho más grueso que los {level} que necesitan.",
        "Hacen falta datos más finos, de {level} o mejores.",
    ),
    "space.scale.unknown": (
        "La necesidad no dice de qué tamaño es el lugar.",
        "Digan si decide un campo, una aldea, un barrio o un distrito.",
    ),
    "space.scale.fine": ("Los datos son mucho más finos que {scale}.", ""),
    "space.scale.step": (
        "Los datos distinguen {have}; para {scale}, de unos {size} de ancho, se reúnen sus celdas.",
        "Tomen la media de las celdas, pesadas por su superficie; la plataforma lo hace.",
    ),
    "space.scale.coarse": (
        "Los datos distinguen {have}, no menos que {scale}, de unos {size} de ancho.",
        "Hablen de si los lugares difieren mucho dentro de {have}; ayudarían datos más finos.",
    ),
    "space.scale.far": (
        "Los datos distinguen {have}, mucho más grueso que {scale}, de unos {size} de ancho.",
        "Hacen falta datos más finos para {scale}.",
    ),
    "space.scale.beyond": (
        "La receta habla de lugares hasta {upto}; {scale} es mayor.",
        "Háganla para cada parte de {scale}, y pongan las partes lado a lado.",
    ),
    "space.change.coarse": (
        "Lo que cambia se conoce solo para regiones de {have}; el detalle local viene de las observaciones.",
        "Hablen de si el cambio puede diferir entre lugares de aquí.",
    ),
    "space.contrasts": (
        "Conocen contrastes que una media sobre {have} esconde: {contrasts}.",
        "Hablen de si conviene dividir el lugar, o añadir lecturas propias en ambos lados.",
    ),
    "space.made": ("Estos datos están hechos para demostración: ninguna decisión debe apoyarse en ellos.", ""),
    "space.reference.far": (
        "Las observaciones para ajustar están a {km} km de {place}: demasiado lejos para hablar por él.",
        "Busquen observaciones más cerca de {place}; ayudarían diez años de su propio instrumento.",
    ),
    "metric.unknown": (
        "La necesidad aún no dice qué se debe medir.", "Elijan qué se mide; esta receta da: {metric}.",
    ),
    "metric.same": ("La receta da lo que se pide: {metric}.", ""),
    "metric.second": (
        "La receta da lo que se pide junto a {metric}: {asked}.",
        "El primer borrador pone esta respuesta primero: {asked}.",
    ),
    "metric.derivable": (
        "La receta da {metric}; de ahí se puede sacar {asked}.",
        "Un paso que el primer borrador da al final, y lo dice: {step}.",
    ),
    "metric.related": (
        "La receta da {metric}, que no es {asked} pero se le acerca.",
        "Hablen de si {metric} puede servir; si no, hace falta una receta para {asked}, y datos con {variables}.",
    ),
    "metric.other": (
        "La receta da {metric}, que no responde por {asked}.",
        "Hace falta una receta para {asked}, y datos con {variables}.",
    ),
    "metric.variables.missing": (
        "A los datos les falta {missing}, de lo que se calcula la receta.", "Busquen datos que tengan {missing}.",
    ),
    "metric.variables.derived": (
        "A los datos les falta {missing}; se puede calcular a partir de {held}.",
        "El primer borrador empieza por este paso ({operations}), y lo dice.",
    ),
    "metric.variables.author": (
        "A los modelos les falta {missing}; se podría calcular a partir de {held}.",
        "Pidan al autor de la receta una versión que ajuste {held} y empiece por el paso {operations}.",
    ),
    "metric.settings.fit": ("Sus números convienen a la receta: {given}.", ""),
    "metric.settings.refused": (
        "La receta no acepta estos números suyos: {problems}.",
        "Cámbienlos con el autor de la receta, o pidan una versión que los acepte.",
    ),
    "metric.threshold.missing": (
        "La necesidad no responde a lo que pregunta la receta: «{question}» Sin ello contaría con {default}.",
        "Hablen de ello: decide lo que se cuenta.",
    ),
    "metric.numbers.own": (
        "Números propios de la receta, que la necesidad no dice: {numbers}.",
        "Confírmenlos, o pongan los suyos.",
    ),
    "metric.conventions.taken": (
        "Lo que la necesidad deja abierto se toma de la receta y se dice: {taken}.",
        "Confírmenlo, o pongan lo suyo.",
    ),
    "metric.adjust.ready": ("Los modelos se ajustan a {reference}, sobre {years}.", ""),
    "metric.adjust.short": (
        "Solo hay {count} años ({years}) para ajustar los modelos; se quieren veinte o más.",
        "Lean las cuentas con cuidado, y busquen un registro más largo.",
    ),
    "metric.adjust.missing": (
        "No hay observaciones para ajustar estos modelos: sus cuentas frente a un umbral pueden fallar mucho.",
        "Busquen observaciones del mismo lugar durante veinte años o más.",
    ),
    "metric.unconfirmed": ("Nadie ha confirmado aún esta lectura de sus palabras.", ""),
    "metric.unsure": ("Los números son provisionales: el grupo no está seguro de ellos.", ""),
    "metric.hindsight.today": (
        "La regla mira adelante: si vale hoy solo se sabe cuando han pasado los días siguientes.",
        "Pidan la regla sin su mirada adelante; esa se puede decir el mismo día.",
    ),
    "metric.hindsight": (
        "La regla mira adelante: vale para temporadas pasadas, y no se puede saber el mismo día.", "",
    ),
    "reach.licence.closed": (
        "{dataset} no se puede transmitir ({licence}).",
        "Pregunten a su dueño si lo que se calcula de ello se puede mostrar; hasta entonces queda en el grupo.",
    ),
    "reach.language.lacking": (
        "La receta aún no habla {languages}.",
        "Hagan traducir su título, su pregunta y sus límites a {languages} por alguien que lea ambos.",
    ),
    "reach.channel.lacking": (
        "Aún no se hace nada que vaya por {channels}.",
        "Tomen el mensaje corto o la hoja de reunión, y digan quién la lleva.",
    ),
    "nothing": ("", "No hace falta nada más."),
}  # fmt: skip
