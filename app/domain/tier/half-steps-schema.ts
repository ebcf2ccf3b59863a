import { z } from 'zod'
import { allHalfSteps, levelHalfSteps, optionHalfSteps } from './tier.ts'

export const halfStepsSchema = z.literal(allHalfSteps)
export const optionHalfStepsSchema = z.literal(optionHalfSteps)
export const levelHalfStepsSchema = z.literal(levelHalfSteps)
